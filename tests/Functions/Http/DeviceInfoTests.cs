using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Functions.Http;
using Microsoft.AspNetCore.Http;
using Xunit;
using static ExposurePipeline.Tests.Functions.Http.Answers;

namespace ExposurePipeline.Tests.Functions.Http;

public sealed class DeviceInfoTests
{
    private static readonly DeviceProfile Server = new(
        "web-1.contoso.com", "WindowsServer2022", "10.0", "Servers", "Onboarded", "Active", "Server", "High", "Medium", "aad-1", ["dmz", "O'Neil \"x\""],
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/web-1", null, 7);

    private readonly Answers answers = new();

    [Fact]
    public async Task a_device_has_a_row_for_each_evidence_in_force()
    {
        await FillAsync();

        var answer = await answers.DeviceInfoAsync("$orderby=ReportId");
        var rows = answer.GetProperty("value").EnumerateArray().ToList();
        var fields = rows.Select(row => JsonDocument.Parse(row.GetProperty("AdditionalFields").GetString()!).RootElement).ToList();

        Assert.Equal("web web", answer.Each("DeviceId"));
        Assert.Equal(["ExternalNetworkConnection", "PublicScan"], fields.Select(f => f.GetProperty("InternetFacingReason").GetString()).Order());
        Assert.Equal(2, rows.Select(row => row.GetProperty("ReportId").GetInt64()).Distinct().Count());
    }

    [Theory]
    [InlineData("all=true", "bare desk web web")]
    [InlineData("all=false", "web web")]
    [InlineData("all=true&$filter=IsInternetFacing eq false", "bare desk")]
    [InlineData("$filter=contains(AdditionalFields,'\"PublicScan\"')&$count=true", "web")]
    [InlineData("$filter=MachineGroup eq 'Servers' and OSPlatform eq 'WindowsServer2022'&$top=1", "web")]
    [InlineData("all=true&$skip=3", "web")]
    public async Task a_query_selects_rows(string query, string devices)
    {
        await FillAsync();

        Assert.Equal(devices, (await answers.DeviceInfoAsync(query)).Each("DeviceId"));
    }

    [Theory]
    [InlineData("all=perhaps", "all")]
    [InlineData("format=xml", "format")]
    [InlineData("$filter=Nothing eq 1", "$filter:0")]
    public async Task a_wrong_question_is_refused(string query, string target) =>
        Assert.Equal(target, (await answers.DeviceInfoAsync(query)).GetProperty("error").GetProperty("target").GetString());

    [Fact]
    public async Task the_stream_is_read_by_this_pipelines_own_reader_without_loss()
    {
        await FillAsync();
        var stream = await answers.DeviceInfoAsync("format=streaming&all=true");

        var read = Normaliser.Normalise(
            [new(Encoding.UTF8.GetBytes(stream.GetRawText()), new EventPosition("inventory", "0", 1), Now, null)], ExposurePolicy.Default, Now);

        Assert.Empty(read.Rejected);
        Assert.Equal((4, 4), (read.Tally.Read, read.Tally.Observed));
        var profile = read.Observations.Single(entity => entity.Entity == Device("web")).Observations.OfType<ProfileSeen>().First().Profile;
        Assert.Equal(
            Server with { IsInternetFacing = true, Tags = [], ReportId = null },
            profile with { Tags = [], ReportId = null });
        Assert.Equal(Server.Tags.Order(StringComparer.Ordinal), profile.Tags);
        var evidence = read.Observations.Single(entity => entity.Entity == Device("web")).Observations.OfType<EvidenceSeen>();
        Assert.Equal([(Connection(Now).Key, Now), (Scan(Now).Key, Now)], evidence.Select(seen => (seen.Key, seen.Seen.Last)).OrderByDescending(seen => seen.Key.Reason));
        Assert.Contains(read.Observations.SelectMany(entity => entity.Observations), seen => seen is AddressSeen { Relation: AddressRelation.Egress } egress && egress.Address == Ip("45.1.2.3"));
    }

    [Fact]
    public async Task the_stream_has_defenders_envelope()
    {
        await FillAsync();

        var record = (await answers.DeviceInfoAsync("format=streaming&$top=1")).GetProperty("records")[0];

        Assert.Equal(["time", "tenantId", "category", "properties"], record.EnumerateObject().Select(p => p.Name));
        Assert.Equal((Now, "contoso"), (record.GetProperty("time").GetDateTimeOffset(), record.GetProperty("tenantId").GetString()));
        Assert.Equal("AdvancedHunting-DeviceInfo", record.GetProperty("category").GetString());
    }

    [Fact]
    public void a_page_of_the_stream_names_the_next_one_in_its_header()
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host, request.Path, request.QueryString) = ("http", new HostString("here"), "/api/deviceInfo", new QueryString("?format=streaming"));

        new HuntingStream(Tenant, Now).ToResult(request, new([], null, NextSkip: 10_000));

        Assert.Equal("<http://here/api/deviceInfo?format=streaming&$skip=10000>; rel=\"next\"", Uri.UnescapeDataString(request.HttpContext.Response.Headers.Link!));
    }

    private async Task FillAsync()
    {
        await answers.ObserveAsync(
            Device("web"), Connection(Now), Scan(Now), Connection(Now.AddDays(-3), 22), new ProfileSeen(Server, Now), new AddressSeen(Ip("45.1.2.3"), AddressRelation.Egress, Sighting.At(Now)));
        await answers.ObserveAsync(Device("desk"), new ProfileSeen(Server with { Name = "desk" }, Now));
        await answers.ObserveAsync(Device("bare"), new AddressSeen(Ip("10.0.0.9"), AddressRelation.Interface, Sighting.At(Now)));
    }
}
