using System.Text;
using System.Text.Json;
using ExposurePipeline.Local;
using ExposurePipeline.Local.Telemetry;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Local.Commands;

public sealed class MessagesTests
{
    [Theory]
    [InlineData("{\"a\":1}")] // one document
    [InlineData("{\n\"a\":1\n}\n")] // spread over lines
    [InlineData("[1,2]")]
    [InlineData("<nmaprun>\n</nmaprun>")]
    [InlineData("{\"a\":1}\r\n{\"a\":2}\r\n")] // JSON Lines that fit into one message
    [InlineData("{\"a\":1}\n{\"a\":")] // a corrupt line is sent as it is
    [InlineData("")] // set aside by the pipeline with its reason
    public void what_fits_is_sent_as_it_is(string content) => Assert.Equal([content], Cut(content));

    [Fact]
    public void json_lines_are_cut_between_lines()
    {
        var line = "{\"pad\":\"" + new string('x', 100_000) + "\"}\r\n";
        var content = string.Concat(Enumerable.Repeat(line, 7));

        var bodies = Cut(content);

        Assert.Equal(content, string.Concat(bodies));
        Assert.Equal([2, 2, 2, 1], bodies.Select(b => b.Count(c => c == '\n')));
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"records\":[", "]}")]
    public void a_large_array_becomes_several(string open, string close)
    {
        var element = "{\"pad\":\"" + new string('x', 100_000) + "\"}";

        var bodies = Cut(open + string.Join(" ,\n", Enumerable.Repeat(element, 5)) + close);

        Assert.Equal([open + element + "," + element + close, open + element + "," + element + close, open + element + close], bodies);
    }

    [Fact]
    public void a_document_larger_than_a_hub_takes_is_refused_by_name()
    {
        var fault = Assert.Throws<SetupException>(() => Cut("<x>" + new string('x', Messages.LimitBytes) + "</x>"));

        Assert.StartsWith("file.xml: a body of 1,000,007 bytes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void every_line_can_be_an_event_of_its_own() =>
        Assert.Equal(["{\"a\":1}", "{\"a\":2}", "{\"a\":"], Messages.EachLine("{\"a\":1}\r\n\n{\"a\":2}\n{\"a\":"u8.ToArray()).Select(l => Encoding.UTF8.GetString(l.Span)));

    [Fact]
    public void no_line_is_lost_or_cut() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 300_000).ListOf().ToArbitrary(),
        sizes =>
        {
            string[] lines = [.. sizes.Select((size, i) => $"{{\"i\":{i},\"pad\":\"{new string('y', size)}\"}}\n")];
            var bodies = Cut(string.Concat(lines));
            return string.Concat(bodies) == string.Concat(lines)
                && (lines.Length < 2 || bodies.All(b => b.EndsWith('\n') && JsonDocument.Parse(b.Split('\n')[0]).RootElement.TryGetProperty("i", out _)));
        }));

    private static string[] Cut(string content) =>
        [.. Messages.Cut(Encoding.UTF8.GetBytes(content), "file.xml").Select(body => Encoding.UTF8.GetString(body.Span))];
}
