using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Exposure.Normalisation;
using ExposurePipeline.Tests.Exposure.Scenarios;
using ExposurePipeline.Tests.Support.Stores;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Policy;

public sealed class PolicyBookTests
{
    private static readonly TenantId Contoso = new("11111111-2222-3333-4444-555555555555"); // of the records in these tests
    private static readonly TenantId Fabrikam = new("fabrikam");
    private static readonly TenantPolicy Trusting = new() { TrustedRanges = [Range("198.199.114.0/24")] };

    [Fact]
    public void each_tenant_has_its_own_policy_and_all_others_the_deployments()
    {
        var book = Book((Contoso, Trusting));

        Assert.Equal(Trusting.TrustedRanges, book.For(Contoso).TrustedRanges);
        Assert.Same(book.Deployment, book.For(Fabrikam));
        Assert.Equal(ExposurePolicy.Default, book.Deployment with { Version = "" });
    }

    [Fact]
    public void a_version_changes_with_every_decision_and_with_nothing_else()
    {
        Assert.Equal(Book((Contoso, Trusting)).For(Contoso).Version, Book((Contoso, Trusting with { }), (Fabrikam, new())).For(Contoso).Version);
        string[] versions =
        [
            Book().For(Contoso).Version,
            Book((Contoso, Trusting)).For(Contoso).Version,
            Book((Contoso, new() { OwnRanges = Trusting.TrustedRanges })).For(Contoso).Version,
            Book((Contoso, new() { Window = TimeSpan.FromHours(1) })).For(Contoso).Version,
            Book((Contoso, new() { ExcludedProcesses = [] })).For(Contoso).Version,
            Book((Contoso, new() { Expectations = [new("a", null, null, null, null, [])] })).For(Contoso).Version,
            PolicyBook.Of(ExposurePolicy.Default with { ProbeWindow = TimeSpan.Zero }).For(Contoso).Version,
        ];
        Assert.Equal(versions.Length, versions.Distinct().Count());
        Assert.All(versions, version => Assert.Equal(16, version.Length));
    }

    [Fact]
    public void a_record_is_judged_by_the_policy_of_the_tenant_that_it_names()
    {
        var record = Normalising.Event(new NetworkEvent().Record()) with { Tenant = Fabrikam };

        Assert.Equal(1, Filtered(Book((Contoso, Trusting)), record));
        Assert.Equal(0, Filtered(Book((Fabrikam, Trusting)), record)); // the event's tenant: the record names another
    }

    [Fact]
    public void a_record_that_names_no_tenant_is_judged_by_its_events()
    {
        var row = Normalising.Event(new NetworkEvent().Flat());

        Assert.Equal(1, Filtered(Book((Fabrikam, Trusting)), row with { Tenant = Fabrikam }));
        Assert.Equal(0, Filtered(Book((Fabrikam, Trusting)), row));
        Assert.Equal(1, Filtered(Book((new("default"), Trusting)), row));
    }

    [Fact]
    public void tenants_may_take_turns_in_one_event_and_its_properties_hold_for_all()
    {
        var records = string.Concat(Enumerable.Range(0, 6).Select(i => new NetworkEvent().Record().Replace(Contoso.Value, i % 2 == 0 ? "a" : "b", StringComparison.Ordinal) + "\n"));

        var batch = Normaliser.Normalise([Normalising.Event(records)], Book((new("a"), Trusting)), Normalising.Now);

        Assert.Equal((3, 3), (batch.Tally.Observed, batch.Tally.Filtered[FilterRule.RemoteTrusted]));
        Assert.Equal("b", Assert.Single(batch.Observations).Entity.Tenant.Value);
    }

    [Fact]
    public async Task a_device_keeps_its_tag_as_long_as_its_own_tenants_window_says()
    {
        var policies = new MemoryPolicies(ExposurePolicy.Default);
        await policies.SaveAsync(Stage.Tenant, new() { Window = TimeSpan.FromHours(1) }, new("me", Stage.T, null), default);
        var stage = new Stage(policies: policies);
        var other = Stage.Device("d1") with { Tenant = Fabrikam };

        await stage.Apply(Stage.Of(Stage.Device("d1"), Stage.Connection(Stage.T)), Stage.Of(other, Stage.Connection(Stage.T)));
        stage.Now = Stage.T.AddHours(1);
        await stage.Aggregator.ExpireAsync(stage.Now, default);

        Assert.Equal([other], await stage.Store.ListIndexAsync(EntityKind.Device, null, default).Select(flagged => flagged.Entity).ToListAsync());
    }

    [Fact]
    public void many_ranges_are_found_as_one_by_one() => Check.QuickThrowOnFailure(Prop.ForAll(
        (from ranges in Gen.Zip(Gen.Choose(0, int.MaxValue), Gen.Choose(8, 32)).ListOf()
         from address in Gen.Choose(0, int.MaxValue)
         select (Ranges: ranges.Select(each => V4((uint)each.Item1 >> (32 - each.Item2) << (32 - each.Item2), each.Item2)).ToArray(), Address: new IpAddress((uint)address, true))).ToArbitrary(),
        each => new InternetScope(ExposurePolicy.Default with { ScannerRanges = each.Ranges }).IsScanner(each.Address) == each.Ranges.Any(range => range.Contains(each.Address))));

    [Theory]
    [InlineData("45.9.9.255", true)]
    [InlineData("45.9.10.0", false)]
    [InlineData("45.9.8.255", false)]
    [InlineData("::ffff:45.9.9.1", true)] // the IPv4 address that it carries
    [InlineData("2a01:4f8::1", true)]
    [InlineData("2a01:4f9::", false)]
    public void ranges_may_overlap_and_mix_families(string address, bool expected)
    {
        var policy = ExposurePolicy.Default with { ScannerRanges = [Range("45.9.9.128/25"), Range("45.9.9.0/24"), Range("2a01:4f8::/32"), Range("45.9.9.7/32")] };

        Assert.Equal(expected, new InternetScope(policy).IsScanner(Stage.Ip(address)));
    }

    private static int Filtered(PolicyBook book, RawEvent raw) =>
        Normaliser.Normalise([raw], book, Normalising.Now).Tally.Filtered.GetValueOrDefault(FilterRule.RemoteTrusted);

    private static PolicyBook Book(params (TenantId Tenant, TenantPolicy Policy)[] tenants) =>
        new(ExposurePolicy.Default, tenants.Select(each => KeyValuePair.Create(each.Tenant, each.Policy)));

    private static IpRange V4(uint network, int length) => new(new(network, true), length);

    private static IpRange Range(string text) => IpRange.TryParse(text, out var range) ? range : throw new FormatException(text);
}
