using Azure.Data.Tables;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Azure;
using ExposurePipeline.Tests.Functions.Flow;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Azure;

public sealed class TablePoliciesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TenantId Contoso = new("con/toso|1");
    private static readonly ExposurePolicy Deployment = ExposurePolicy.Default with { Window = TimeSpan.FromHours(6) };

    private readonly string name = AzuriteFixture.CreateTableNameUnique("policies");
    private readonly FixedClock clock = new(Changes.Noon);

    [Fact]
    public async Task a_policy_is_kept_with_who_changed_it_and_when()
    {
        using var store = Store();
        Assert.Same(StoredPolicy.None, await store.FindAsync(Contoso, default));

        await SaveAsync(store, Of(1));

        var stored = await store.FindAsync(Contoso, default);
        Assert.Equal((Of(1).Version, "ann", Changes.Noon), (stored.Version, stored.ChangedBy, stored.ChangedAt));
        var row = Assert.Single(await AzuriteStores.ToListAsync(azurite.Tables.GetTableClient(name).QueryAsync<TableEntity>()));
        Assert.Equal(("policies", "ann"), (row.PartitionKey, row.GetString("ChangedBy")));
    }

    [Fact]
    public async Task a_change_is_in_force_at_once_where_it_was_made_and_after_thirty_seconds_elsewhere()
    {
        using var here = Store();
        using var elsewhere = Store();
        Assert.Equal(Deployment.Window, (await elsewhere.GetAsync(default)).For(Contoso).Window);
        Assert.Same(await elsewhere.GetAsync(default), await elsewhere.GetAsync(default));
        await here.GetAsync(default);

        await SaveAsync(here, Of(1));

        Assert.Equal(TimeSpan.FromHours(1), (await here.GetAsync(default)).For(Contoso).Window);
        clock.Now += TablePolicies.Kept - TimeSpan.FromTicks(1);
        Assert.Equal(Deployment.Window, (await elsewhere.GetAsync(default)).For(Contoso).Window);
        clock.Now += TimeSpan.FromTicks(1);
        var book = await elsewhere.GetAsync(default);
        Assert.Equal(TimeSpan.FromHours(1), book.For(Contoso).Window);
        Assert.Equal(Deployment.Window, book.For(new TenantId("fabrikam")).Window);
    }

    [Fact]
    public async Task of_two_who_read_the_same_version_one_is_told_to_read_again()
    {
        using var store = Store();
        Assert.NotNull(await SaveAsync(store, Of(1), StoredPolicy.None.Version));

        Assert.Null(await SaveAsync(store, Of(2), StoredPolicy.None.Version));
        Assert.NotNull(await SaveAsync(store, Of(3), Of(1).Version));
        Assert.NotNull(await SaveAsync(store, Of(4))); // who does not care

        Assert.Equal(Of(4).Version, (await store.FindAsync(Contoso, default)).Version);
    }

    [Fact]
    public async Task the_largest_policy_fits()
    {
        using var store = Store();
        IpRange[] ranges = [.. Enumerable.Range(0, PolicyLimits.Ranges).Select(n => new IpRange(new IpAddress(((UInt128)0x2a01_04f8_ffff_ffff << 64) + (UInt128)(ulong.MaxValue - (ulong)n), false), 128))];
        var text = new string('x', PolicyLimits.Text);
        Expectation[] expectations = [.. Enumerable.Repeat(new Expectation("web", text, null, null, null, []), 256)];

        await SaveAsync(store, new() { OwnRanges = ranges, TrustedRanges = ranges, Expectations = expectations });

        Assert.Equal(ranges, (await store.GetAsync(default)).For(Contoso).TrustedRanges);
    }

    [Fact]
    public async Task a_row_that_cannot_be_read_is_no_policy_to_decide_by()
    {
        using var store = Store();
        await SaveAsync(store, Of(1));
        await azurite.Tables.GetTableClient(name).UpsertEntityAsync(new TableEntity("policies", "fabrikam") { ["Document"] = "{"u8.ToArray() });

        var fault = await Assert.ThrowsAsync<InvalidDataException>(async () => await store.GetAsync(default));

        Assert.StartsWith("The stored policy of tenant fabrikam cannot be read", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task while_storage_fails_nothing_is_decided_and_afterwards_all_is_well()
    {
        using var store = Store();
        await SaveAsync(store, Of(1));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.GetAsync(cancelled.Token));

        Assert.Equal(TimeSpan.FromHours(1), (await store.GetAsync(default)).For(Contoso).Window);
    }

    private static TenantPolicy Of(int hours) => new() { Window = TimeSpan.FromHours(hours) };

    private Task<StoredPolicy?> SaveAsync(TablePolicies store, TenantPolicy policy, string? expected = null) => store.SaveAsync(Contoso, policy, new("ann", clock.Now, expected), default);

    private TablePolicies Store() => new(AzuriteStores.Table(azurite, name), Deployment, clock);
}
