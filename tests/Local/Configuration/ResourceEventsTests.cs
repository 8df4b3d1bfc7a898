using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Normalisation.Decoding;
using ExposurePipeline.Local.Configuration;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Local.Configuration;

public sealed class ResourceEventsTests
{
    [SampleTheory]
    [InlineData("batfish-azure")]
    [InlineData("batfish-aws")]
    [InlineData("event-samples")]
    public void what_is_sent_tells_of_the_same_resources_as_the_files(string samples)
    {
        var folder = Repository.Shared("cloud", samples);
        var events = new ResourceEvents(new ConfigurationFiles([folder]));
        var sent = events.Bodies().SelectMany(Lines).Select(line => ResourceLine.Read(new(JsonElement.Parse(line)))!).Select(Text).ToList();
        Assert.NotEmpty(sent);
        Assert.Equal(sent.Count, events.Resources);
        Assert.Equal(new ConfigurationFiles([folder]).Changes().Select(Text), sent);
    }

    [Fact]
    public void events_stay_below_what_a_hub_accepts_and_long_resources_are_packed()
    {
        var file = Path.GetTempFileName();
        File.WriteAllLines(file, Enumerable.Range(0, 3).SelectMany(n => new[] { SecurityGroup($"sg-{n}", 100_000), SecurityGroup($"sg-long{n}", 2_000_000) }));
        var bodies = new ResourceEvents(new ConfigurationFiles([file])).Bodies().ToList();
        File.Delete(file);
        Assert.All(bodies, body => Assert.InRange(body.Length, 1, 1024 * 1024));
        Assert.Equal(6, bodies.SelectMany(Lines).Count());
    }

    private static string SecurityGroup(string id, int length) => $$"""{"SecurityGroups":[{"GroupId":"{{id}}","Description":"{{new string('x', length)}}","IpPermissions":[]}]}""";

    private static IEnumerable<string> Lines(ReadOnlyMemory<byte> body) =>
        Encoding.UTF8.GetString(BodyText.Decode(body).Bytes.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(ResourceChange change) =>
        $"{change.Id.Cloud} {change.Id} {change.Type} {change.Kind} {change.Version:O} {(change.Body.Exists ? JsonSerializer.Serialize(JsonElement.Parse(change.Body.ToString())) : "")}";
}
