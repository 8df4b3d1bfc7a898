using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Normalisation.Decoding;
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
    public void what_stands_around_the_elements_of_a_large_document_is_in_each_part()
    {
        var element = "{\"ip_str\":\"45.9.9.9\",\"pad\":\"" + new string('x', 100_000) + "\"}";

        var bodies = Cut("{\"query\":{\"a\":[1]},\n\"matches\":[" + string.Join(",", Enumerable.Repeat(element, 3)) + "],\"total\":3}");

        Assert.Equal([2, 1], bodies.Select(body => JsonDocument.Parse(body).RootElement.GetProperty("matches").GetArrayLength()));
        Assert.All(bodies, body => Assert.Equal(3, JsonDocument.Parse(body).RootElement.GetProperty("total").GetInt32()));
    }

    [Theory]
    [InlineData("#separator \\x09\n#fields\tts\tuid\n#types\ttime\tstring\n", "1700000000.123456\tC1\t45.9.9.9")] // Zeek
    [InlineData("#Version: 1.5\r\n#Fields: date time action\r\n\r\n", "2026-07-18 14:00:00 ALLOW TCP 45.9.9.9")] // Windows firewall
    [InlineData("version account-id interface-id srcaddr\n", "2 123456789012 eni-1 45.9.9.9")] // AWS
    [InlineData("saddr,sport\n", "45.9.9.9,443")] // zmap
    [InlineData("", "45.9.9.9:443 -> open")] // no header at all
    public void large_line_files_are_cut_between_lines_with_their_header_in_each_part(string header, string line)
    {
        var lines = string.Concat(Enumerable.Repeat($"{line} {new string('x', 90)}\n", 12_000));
        var first = header.TrimEnd('\r', '\n');

        var bodies = Cut(header + lines);

        Assert.True(bodies.Length >= 5);
        Assert.All(bodies, body => Assert.StartsWith(first, body, StringComparison.Ordinal));
        Assert.All(bodies, body => Assert.InRange(body.Length, 1, Messages.TargetBytes));
        Assert.Equal(lines, string.Concat(bodies.Select(body => body[(first.Length == 0 ? 0 : body.IndexOf(line, StringComparison.Ordinal))..])));
    }

    [Fact]
    public void of_logs_put_together_each_line_goes_with_the_header_that_applies()
    {
        static string Log(string columns, string address) =>
            $"#fields\t{columns}\n{string.Concat(Enumerable.Repeat($"1700000000.1\t{address}\t{new string('x', 90)}\n", 6000))}#close\t2026-07-18-14-00-00\n";

        var bodies = Cut(Log("a", "45.9.9.9") + Log("b", "9.9.9.9"));

        Assert.All(bodies, body => Assert.True(body.StartsWith("#fields\ta\n", StringComparison.Ordinal) ? !body.Contains("\t9.9.9.9") : body.StartsWith("#fields\tb\n", StringComparison.Ordinal) && !body.Contains("\t45.9.9.9")));
        Assert.Equal(12_000, bodies.Sum(body => body.Split("\t").Count(cell => cell.EndsWith("9.9.9", StringComparison.Ordinal))));
    }

    [Fact]
    public void a_document_larger_than_a_hub_takes_is_packed()
    {
        var content = Encoding.UTF8.GetBytes("<nmaprun>" + new string('x', Messages.LimitBytes) + "</nmaprun>");

        var body = Assert.Single(Messages.Cut(content, "file.xml"));

        Assert.InRange(body.Length, 1, 10_000);
        Assert.Equal(content, BodyText.Decode(body).Bytes.ToArray());
    }

    [Fact]
    public void a_document_that_is_too_large_even_packed_is_refused_by_name()
    {
        var noise = new byte[2 * Messages.LimitBytes];
        new Random(7).NextBytes(noise);

        var fault = Assert.Throws<SetupException>(() => Messages.Cut(noise, "file.bin").ToArray());

        Assert.StartsWith("file.bin: a body of 2,000,000 bytes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void what_is_packed_already_is_sent_as_it_is()
    {
        byte[] packed = [.. Assert.Single(Messages.Cut(new byte[Messages.LimitBytes + 1], "zeros")).Span];

        Assert.Equal(packed, Assert.Single(Messages.Cut(packed, "zeros.gz")).ToArray());
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
