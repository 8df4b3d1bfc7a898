using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Worker;

public sealed class DeadlineRules
{
    [Theory]
    [InlineData("00:10:00", "00:09:00")] // a tenth less
    [InlineData("00:01:00", "00:00:45")] // but at least 15 s less
    [InlineData("00:00:20", "00:00:10")] // unless that leaves under half
    public void it_lies_below_the_hosts(string functionTimeout, string expected)
    {
        var timeout = TimeSpan.Parse(functionTimeout, null);
        var deadline = Deadline.Under(timeout);

        Assert.Equal(TimeSpan.Parse(expected, null), deadline.CancelAfter);
        Assert.InRange(deadline.AnswerAfter, deadline.CancelAfter, timeout);
        Assert.True(deadline.AnswerAfter < timeout);
    }

    [Fact]
    public void there_is_none_where_the_host_has_none() => Assert.Equal(Timeout.InfiniteTimeSpan, Deadline.Under(Timeout.InfiniteTimeSpan).CancelAfter);

    [Theory]
    [InlineData("""{"functionTimeout":"00:07:00"}""", "00:07:00", "api")]
    [InlineData("""{}""", "00:30:00", "api")] // the host's default outside Consumption
    [InlineData("""{"functionTimeout":"-1"}""", "-00:00:00.0010000", "api")] // unlimited
    [InlineData("""{ /* the host allows comments */ "extensions":{"http":{"routePrefix":"/v1/"}} }""", "00:30:00", "v1")]
    [InlineData("""{"extensions":{"http":{"routePrefix":""}}}""", "00:30:00", "")]
    [InlineData(null, "00:30:00", "api")] // no host.json
    public void the_hosts_settings_are_read_from_host_json(string? text, string timeout, string prefix) =>
        Assert.Equal(new HostJson(TimeSpan.Parse(timeout, null), prefix), Read(text));

    [Theory]
    [InlineData("{")]
    [InlineData("""{"functionTimeout":"soon"}""")]
    [InlineData("""{"functionTimeout":5}""")]
    [InlineData("[]")]
    public void a_host_json_that_cannot_be_understood_is_named(string text) =>
        Assert.StartsWith("host.json: ", Assert.Throws<OptionsValidationException>(() => Read(text)).Message, StringComparison.Ordinal);

    private static HostJson Read(string? text)
    {
        var folder = Directory.CreateTempSubdirectory();
        if (text is not null)
            File.WriteAllText(Path.Combine(folder.FullName, "host.json"), text);
        try
        {
            return HostJson.Read(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
