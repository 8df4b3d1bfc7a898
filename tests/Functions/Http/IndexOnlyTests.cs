using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Tests.Functions.Flow;
using ExposurePipeline.Tests.Support.Stores;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Http;

/// <summary>What is asked of the exposed costs the same in a fleet of a hundred as in one of a million: the index alone is read.</summary>
public sealed class IndexOnlyTests
{
    private static readonly TenantId Tenant = new("contoso");
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly MemoryPolicies policies = new(new ExposurePolicy { DefaultTenant = Tenant });
    private readonly MemoryExposureStore stored = new();
    private readonly FixedClock clock = new(Now);
    private readonly CountedExposureStore store;

    public IndexOnlyTests() => store = new(stored);

    [Theory]
    [InlineData("isInternetFacing eq true")]
    [InlineData("isInternetFacing and osPlatform eq 'Linux'")]
    [InlineData("isInternetFacing eq true and internetFacingPorts/any(p: p eq 3389)")]
    [InlineData("internetFacingReasons/any(r: r eq 'PublicScan')")]
    [InlineData("internetFacingPorts/any(p: p eq 3389)")]
    [InlineData("internetFacingTransports/any(t: t eq 'Udp')")]
    [InlineData("internetFacingCauses/any(c: c eq 'Unexpected')")]
    [InlineData("exposureState eq 'Exposed'")]
    [InlineData("verdict eq 'Confirmed'")]
    [InlineData("verdict eq 'Contradiction' or 'Observed' eq verdict")]
    public async Task a_filter_on_the_exposed_reads_the_index_only(string filter)
    {
        await FillAsync();

        await ListAsync($"?$filter={filter}&$orderby=lastSeen desc&$count=true");

        AssertReads(indexListings: 1, fleetListings: 0);
    }

    [Fact]
    public async Task the_counter_reads_the_index_only()
    {
        await FillAsync();
        var request = Request("");

        var answer = await new SummariseMachines(Door(), Inventory(), new(store, clock)).Run(request, CancellationToken.None);
        await answer.ExecuteAsync(request.HttpContext);

        AssertReads(indexListings: 2, fleetListings: 0); // devices, and addresses with findings
    }

    [Theory]
    [InlineData("")] // every device is meant
    [InlineData("?$filter=isInternetFacing eq false")]
    [InlineData("?$filter=isInternetFacing or osPlatform eq 'Linux'")]
    [InlineData("?$filter=exposureState eq 'NotApplicable'")]
    [InlineData("?$filter=verdict eq 'Predicted'")] // nothing was seen of it
    [InlineData("?$filter=verdict eq 'Confirmed' or verdict eq 'Unknown'")]
    [InlineData("?$filter=verdict ne 'NotExposed'")]
    [InlineData("?$filter=configuredStatus eq 'Reachable'")] // says nothing of what was seen
    public async Task only_what_the_index_cannot_answer_reads_the_fleet(string query)
    {
        await FillAsync();

        await ListAsync(query);

        AssertReads(indexListings: 0, fleetListings: 1);
    }

    [Fact]
    public async Task the_index_grows_with_the_exposed_and_not_with_the_fleet()
    {
        await FillAsync();

        Assert.Equal([Id(0), Id(50)], await stored.ListIndexAsync(EntityKind.Device, Tenant, CancellationToken.None).Select(row => row.Entity.Key).Order().ToListAsync());
        Assert.Equal(100, await stored.ListDevicesAsync(Tenant, CancellationToken.None).CountAsync());
    }

    private static string Id(int device) => $"device-{device:d3}";

    // A hundred devices, two of which a stranger reached.
    private async Task FillAsync() => await new Aggregator(stored, policies).ApplyAsync(
        [.. Enumerable.Range(0, 100).Select(device => new EntityObservations(EntityId.Of(Tenant, new DeviceId(Id(device))), [Told(device)], Now, null))], Now, CancellationToken.None);

    private static Observation Told(int device)
    {
        var local = new ExposurePipeline.Exposure.Values.Endpoint(new(0x0a000001 + (uint)device, IsV4: true), 3389);
        return device % 50 == 0
            ? new EvidenceSeen(new(Reason.ExternalNetworkConnection, Transport.Tcp, local, null), Sighting.At(Now), [], Attribution.NamedByEvent, null, null, "test")
            : new ListenerSeen(Transport.Tcp, local, Sighting.At(Now), null);
    }

    private async Task ListAsync(string query)
    {
        var request = Request(query);
        var answer = await new ListMachines(Door(), new(MachineModel.Create), Inventory()).Run(request, CancellationToken.None);
        await answer.ExecuteAsync(request.HttpContext);
        Assert.Equal(StatusCodes.Status200OK, request.HttpContext.Response.StatusCode);
    }

    private void AssertReads(int indexListings, int fleetListings) =>
        Assert.Equal((indexListings, fleetListings, 0), (store.IndexListings, store.FleetListings, store.Loaded));

    private MachineInventory Inventory() => new(store, policies, clock);

    private FrontDoor Door() => new(new Caller(Tenant, SignIn.NotNeeded), new RequestLimit(0, clock));

    private static HttpRequest Request(string query)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        (context.Request.Method, context.Request.QueryString) = ("GET", new(query));
        return context.Request;
    }
}
