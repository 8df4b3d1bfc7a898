using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using Xunit;
using static ExposurePipeline.Tests.Functions.Http.Answers;

namespace ExposurePipeline.Tests.Functions.Http;

public sealed class FindingTests
{
    private readonly Answers answers = new();

    [Theory]
    [InlineData("", "45.1.2.8 45.1.2.9 45.1.2.9")] // by address, then by port
    [InlineData("$filter=port eq 80", "45.1.2.9")]
    [InlineData("$filter=why eq 'NoDeviceKnown' and reason eq 'PublicScan' and transport eq 'Tcp'", "45.1.2.8 45.1.2.9 45.1.2.9")]
    [InlineData("$filter=scanners/any(s: s eq 'nmap') and services/any(s: s eq 'https') and sources/any(s: s eq 'nmap')", "45.1.2.8 45.1.2.9 45.1.2.9")]
    [InlineData("$filter=candidates/any()", "")]
    [InlineData("$filter=lastSeen ge 2026-07-18T14:00:00Z and publicPort eq 80", "45.1.2.9")]
    [InlineData("$orderby=lastSeen desc&$top=1", "45.1.2.9")]
    [InlineData("$skip=2", "45.1.2.9")]
    [InlineData("$top=0&$count=true", "")]
    public async Task a_query_selects_what_is_nobodys(string query, string addresses)
    {
        await answers.ObserveAsync(Address("45.1.2.9"), Answer(Now, 80), Answer(Now.AddHours(-1)));
        await answers.ObserveAsync(Address("45.1.2.8"), Answer(Now.AddHours(-2)));

        var answer = await answers.FindingsAsync(query);

        Assert.Equal(addresses, answer.Each("address"));
        Assert.Equal("http://here/api/$metadata#Findings", answer.GetProperty("@odata.context").GetString());
        Assert.Equal(query.Contains("$count", StringComparison.Ordinal) ? 3 : (int?)null, answer.TryGetProperty("@odata.count", out var count) ? count.GetInt32() : (int?)null);
    }

    [Fact]
    public async Task one_that_has_expired_is_left_out_at_that_moment_and_its_neighbour_stays()
    {
        await answers.ObserveAsync(Address("45.1.2.9"), Answer(Now, 80), Answer(Now.AddHours(-1)));

        var row = (await answers.FindingsAsync("$filter=port eq 443")).GetProperty("value")[0];
        var expiry = row.GetProperty("expiresAt").GetDateTimeOffset();

        Assert.Equal(row.GetProperty("lastSeen").GetDateTimeOffset().AddHours(48), expiry);
        Assert.Equal("80 443", (await answers.At(expiry.AddTicks(-1)).FindingsAsync()).Each("port"));
        Assert.Equal("80", (await answers.At(expiry).FindingsAsync()).Each("port"));
    }

    [Fact]
    public async Task what_becomes_a_devices_is_nobodys_no_more()
    {
        await answers.ObserveAsync(Address("45.1.2.9"), Answer(Now));
        await answers.ObserveAsync(Address("45.1.2.9"), new DeviceBehind(new DeviceId("web"), AddressRelation.Interface, Sighting.At(Now), [], false));

        Assert.Equal("", (await answers.FindingsAsync()).Each("address"));
    }

    [Theory]
    [InlineData("$filter=remoteIps/any()", "$filter:0")] // answered, not queried
    [InlineData("$filter=port eq 'x'", "$filter")]
    [InlineData("$top=x", "$top")]
    public async Task a_wrong_query_is_refused(string query, string target) =>
        Assert.Equal(target, (await answers.FindingsAsync(query)).GetProperty("error").GetProperty("target").GetString());
}
