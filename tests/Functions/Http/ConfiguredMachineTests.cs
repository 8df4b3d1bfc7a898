using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Functions.Flow;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Http;

/// <summary>Assets of which configuration alone tells: they are resources, and listed as such elsewhere.</summary>
public sealed class ConfiguredMachineTests : IDisposable
{
    private const string Resource = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/Group/providers/Microsoft.Compute/virtualMachines/a-machine-with-a-long-name";

    private static readonly TenantId Tenant = new("contoso");
    private static readonly DeviceId Asset = CloudAsset.DeviceOf(Resource)!.Value;

    private readonly App app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task they_are_not_listed_as_machines_until_something_is_seen_of_them()
    {
        await TellAsync(Judged);
        Assert.Empty(await ListedAsync());
        await TellAsync(new AddressSeen(new(0x0A000005, IsV4: true), AddressRelation.Interface, Sighting.At(App.Now)));
        Assert.Equal([Asset.Value], await ListedAsync());
    }

    [Fact]
    public async Task they_are_other_names_once_a_device_is_them()
    {
        await TellAsync(Judged, new DeviceMerged(new("d1"), App.Now));
        Assert.Empty(await ListedAsync());
    }

    [Fact]
    public async Task they_are_found_by_their_identifier_and_by_every_spelling_of_the_resource()
    {
        await TellAsync(Judged);
        foreach (var spelling in new[] { Asset.Value, Resource, Resource.ToUpperInvariant(), Uri.EscapeDataString(Resource), $"https://management.azure.com{Resource}" })
        {
            var answer = await new Asking(app, "ann:Reader").MachineAsync(spelling);
            Assert.Equal((200, "Predicted", Asset.Value), (answer.Status, answer.Text("verdict"), answer.Text("id")));
            Assert.Equal("Reachable", answer.Json.GetProperty("configuredExposure").GetProperty("status").GetString());
        }

        Assert.Equal(404, (await new Asking(app, "ann:Reader").MachineAsync(Resource + "2")).Status);
    }

    [Fact]
    public async Task an_identifier_with_slashes_is_one_segment_of_every_route()
    {
        await TellAsync(Judged);
        var (asking, routed) = (new Asking(app, "olga:Operator"), Uri.EscapeDataString(Asset.Value));
        Assert.Equal(201, (await asking.ReportAsync(routed, """{"correctValue":"no"}""")).Status);
        Assert.Single((await asking.ReportsAsync(Asset.Value)).Json.GetProperty("value").EnumerateArray());
        Assert.Equal(Asset.Value, (await asking.OffboardAsync(routed)).Text("id"));
    }

    private static ConfigurationJudged Judged =>
        new(Resource, ConfiguredStatus.Reachable, ConfiguredWidth.Wide, [new(Transport.Tcp, 22, 22)], [new(Transport.Tcp, 22, 22)], ["public address pip"], IsComplete: true, App.Now);

    private Task TellAsync(params Observation[] observations) =>
        app.AggregateAsync([ObservationCodec.Encode(new(EntityId.Of(Tenant, Asset), observations, App.Now, null))]);

    private async Task<List<string>> ListedAsync() => await app.Inventory.ListAsync(Tenant, CancellationToken.None).Select(static machine => machine.Id).ToListAsync();
}
