using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Resources;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static ExposurePipeline.Tests.Functions.Estates.SmallEstate;

namespace ExposurePipeline.Tests.Functions.Estates;

public sealed class AnalysisTests
{
    private const string AfterAll = "db NotReachable \nweb Reachable tcp/443";

    private readonly Platform platform = new();

    [Fact]
    public async Task configuration_becomes_verdicts_and_the_devices_are_told()
    {
        using var app = new CloudApp(platform);
        await app.IngestAsync(All);
        await app.AnalyseAsync();
        Assert.Equal(AfterAll, await platform.VerdictsAsync());
        Assert.Equal("db NotReachable \nweb Reachable 443", platform.Told());
        Assert.Empty(await platform.Store.ListMarksAsync(Platform.Default, 10, default));
        Assert.Equal(platform.Clock.Now.AddHours(12), Assert.Single(await platform.Store.ListTenantsAsync(default)).Due);
    }

    [Fact]
    public async Task addresses_are_reminded_of_their_assets_before_they_forget_them()
    {
        using var app = await SettledAsync();
        platform.Clock.Now += TimeSpan.FromHours(11);
        await app.AnalyseAsync();
        Assert.Empty(platform.Ports.Observations);
        platform.Clock.Now += TimeSpan.FromHours(1);
        await app.AnalyseAsync();
        Assert.Equal(["20.1.2.4", "20.1.2.5"], platform.Ports.Observations.Select(each => each.Entity.Key).Order());
        Assert.All(platform.Ports.Observations.SelectMany(each => each.Observations), each => Assert.False(Assert.IsType<AssetBehind>(each).Ended));
        await app.AnalyseAsync();
        Assert.Equal(2, platform.Ports.Observations.Count);
    }

    [Fact]
    public async Task a_changed_rule_is_told_of_its_own_machine_only()
    {
        using var app = await SettledAsync();
        await app.IngestAsync(SecurityGroup("db", "5432"));
        await app.AnalyseAsync();
        Assert.Equal("db Reachable 5432", platform.Told());
        Assert.Equal("db Reachable tcp/5432\nweb Reachable tcp/443", await platform.VerdictsAsync());
    }

    [Fact]
    public async Task nothing_is_told_or_written_when_nothing_became_different()
    {
        using var app = await SettledAsync();
        var writes = platform.Store.VerdictWrites;
        await app.IngestAsync(All);
        await app.AnalyseAsync();
        await app.AnalyseAsync();
        Assert.Equal((0, writes), (platform.Ports.Observations.Count, platform.Store.VerdictWrites));
    }

    [Fact]
    public async Task a_new_instance_tells_nothing_that_is_kept_already()
    {
        using var first = await SettledAsync();
        using var second = new CloudApp(platform);
        await second.IngestAsync(SecurityGroup("db", "5432"));
        await second.AnalyseAsync();
        Assert.Equal("db Reachable 5432", platform.Told());
    }

    [Fact]
    public async Task instances_that_take_turns_end_where_one_alone_ends()
    {
        using var one = await SettledAsync();
        using var other = new CloudApp(platform);
        foreach (var (app, port) in new[] { (other, "1"), (one, "2"), (one, "3"), (other, "2"), (one, "3"), (other, "4") })
        {
            await one.IngestAsync(SecurityGroup("web", port));
            await app.AnalyseAsync();
            Assert.Equal($"db NotReachable \nweb Reachable tcp/{port}", await platform.VerdictsAsync());
        }

        var asked = await one.Assessments.AskAsync(Platform.Default, assessment => $"{assessment.Find(Asset("web"))!.Reach.Certain.Boxes.ToArray()[0]}", default);
        Assert.Equal("tcp/4", asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task wherever_an_instance_dies_or_a_service_is_away_the_end_is_the_same(bool dies)
    {
        var steps = await CountStepsAsync();
        Assert.True(steps >= 8, $"{steps} steps");
        foreach (var (step, after) in Enumerable.Range(1, steps).SelectMany(step => new[] { (step, false), (step, true) }))
        {
            var disturbed = new Platform();
            using var app = new CloudApp(disturbed);
            await app.IngestAsync(All);
            await app.AnalyseAsync();
            await app.IngestAsync(Change);
            disturbed.Interruption.At(step, after);
            await Assert.ThrowsAnyAsync<Exception>(app.AnalyseAsync);
            disturbed.Interruption.At(0, after: false);
            using var next = dies ? new CloudApp(disturbed) : app;
            await next.AnalyseAsync();
            await next.AnalyseAsync();
            Assert.True(await disturbed.VerdictsAsync() == "db Reachable tcp/5432", $"step {step}, after {after}: {await disturbed.VerdictsAsync()}");
            Assert.True(disturbed.Told() == "db Reachable 5432\nweb Gone ", $"step {step}, after {after}: {disturbed.Told()}");
            Assert.Empty(await disturbed.Store.ListMarksAsync(Platform.Default, 10, default));
            Assert.True(Assert.Single(await disturbed.Store.ListTenantsAsync(default)).Due > disturbed.Clock.Now);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task an_intake_that_died_is_repeated_and_nothing_is_lost(bool after)
    {
        for (var step = 1; step <= 1; step++)
        {
            using var app = new CloudApp(platform);
            platform.Interruption.At(step, after);
            await Assert.ThrowsAsync<TimeoutException>(() => app.IngestAsync(All));
            await app.IngestAsync(All);
            await app.AnalyseAsync();
            Assert.Equal(AfterAll, await platform.VerdictsAsync());
        }
    }

    [Fact]
    public void the_order_portions_and_repetition_of_resources_do_not_matter() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Gen.Shuffle(All.Concat(All).ToArray()).ToArbitrary(), events =>
        {
            var other = new Platform();
            using var app = new CloudApp(other);
            foreach (var portion in events.Chunk(5))
            {
                app.IngestAsync(portion).GetAwaiter().GetResult();
                app.AnalyseAsync().GetAwaiter().GetResult();
            }

            return other.VerdictsAsync().GetAwaiter().GetResult() == AfterAll;
        }));

    [Fact]
    public async Task an_asset_that_was_deleted_is_told_to_be_gone_and_its_address_to_lead_nowhere()
    {
        using var app = await SettledAsync();
        await app.IngestAsync(Deleted(Id("web"), "2026-07-18T14:09:00Z"));
        await app.AnalyseAsync();
        Assert.Equal("db NotReachable ", await platform.VerdictsAsync());
        Assert.Equal("web Gone ", platform.Told());
        var ended = Assert.Single(platform.Ports.Observations, each => each.Entity.Kind is EntityKind.Address);
        Assert.Equal(("20.1.2.4", true), (ended.Entity.Key, Assert.IsType<AssetBehind>(Assert.Single(ended.Observations)).Ended));
        await app.IngestAsync(Deleted(Id("web"), "2026-07-18T14:09:00Z"));
        await app.AnalyseAsync();
        Assert.Single(platform.Ports.Observations, each => each.Entity.Kind is EntityKind.Device);
    }

    [Fact]
    public async Task an_address_that_was_detached_is_told_to_lead_nowhere_even_by_another_instance()
    {
        using (await SettledAsync())
        {
        }

        using var app = new CloudApp(platform);
        await app.IngestAsync(Interface("web", 4, isPublic: false));
        await app.AnalyseAsync();
        var ended = Assert.Single(platform.Ports.Observations, each => each.Entity.Kind is EntityKind.Address);
        Assert.Equal("20.1.2.4", ended.Entity.Key);
        Assert.All(ended.Observations, each => Assert.True(Assert.IsType<AssetBehind>(each).Ended));
    }

    [Fact]
    public async Task an_authorisation_that_ends_is_told_without_any_event()
    {
        using var app = new CloudApp(platform);
        await app.IngestAsync(Json("""
            {"kind":"sql#instance","name":"pg","project":"p","databaseVersion":"POSTGRES_15","selfLink":"https://sqladmin.googleapis.com/sql/v1beta4/projects/p/instances/pg",
             "settings":{"ipConfiguration":{"ipv4Enabled":true,"authorizedNetworks":[{"value":"0.0.0.0/0","expirationTime":"2026-07-18T15:00:00Z"}]}},"ipAddresses":[{"type":"PRIMARY","ipAddress":"34.1.2.3"}]}
            """));
        await app.AnalyseAsync();
        Assert.Equal("pg Reachable tcp/5432", await platform.VerdictsAsync());
        Assert.Equal(new DateTimeOffset(2026, 7, 18, 15, 0, 0, TimeSpan.Zero), Assert.Single(await platform.Store.ListTenantsAsync(default)).Due);
        platform.Clock.Now = new(2026, 7, 18, 14, 59, 0, TimeSpan.Zero);
        await app.AnalyseAsync();
        Assert.Equal("pg Reachable tcp/5432", await platform.VerdictsAsync());
        platform.Clock.Now = new(2026, 7, 18, 15, 0, 0, TimeSpan.Zero);
        await app.AnalyseAsync();
        Assert.Equal("pg NotReachable ", await platform.VerdictsAsync());
        Assert.True(Assert.Single(await platform.Store.ListTenantsAsync(default)).Due > platform.Clock.Now.AddHours(1));
    }

    [Fact]
    public async Task another_policy_has_everything_judged_anew()
    {
        using var app = await SettledAsync();
        await platform.Policies.SaveAsync(Platform.Default, TenantPolicy.Empty with { TrustedRanges = [Range("0.0.0.0/0"), Range("::/0")] }, new PolicyEdit("ann", platform.Clock.Now, null), default);
        await app.AnalyseAsync();
        Assert.Equal("web", Assert.Single(platform.Told().Split('\n')).Split(' ')[0]);
        platform.Ports.Observations.Clear();
        await app.AnalyseAsync();
        Assert.Empty(platform.Ports.Observations);
    }

    [Fact]
    public async Task more_than_a_portion_is_analysed_in_one_run()
    {
        using var app = new CloudApp(platform);
        await app.IngestAsync([.. Enumerable.Range(0, 2500).Select(n => Machine($"m{n}", 4).First())]);
        await app.AnalyseAsync();
        Assert.Equal(2500, (await platform.VerdictsAsync()).Split('\n').Length);
        Assert.Empty(await platform.Store.ListMarksAsync(Platform.Default, 10, default));
    }

    [Fact]
    public async Task a_tenant_that_fails_holds_up_no_other()
    {
        using var app = new CloudApp(platform);
        await app.IngestAsync([SecurityGroup("web", "443"), .. Machine("web", 4)], [.. Enumerable.Repeat(new Dictionary<string, object> { ["tenantId"] = "contoso" }, 4)]);
        await app.IngestAsync(All);
        platform.Interruption.At(3, after: false);
        await Assert.ThrowsAsync<AggregateException>(app.AnalyseAsync);
        Assert.NotEmpty(await platform.VerdictsAsync());
        await app.AnalyseAsync();
        Assert.Empty(await platform.Store.ListMarksAsync(new("contoso"), 10, default));
    }

    // Deletes one machine and opens the other.
    private static byte[][] Change => [Deleted(Id("web"), "2026-07-18T14:09:00Z"), SecurityGroup("db", "5432")];

    private async Task<int> CountStepsAsync()
    {
        using var app = await SettledAsync();
        await app.IngestAsync(Change);
        platform.Interruption.At(0, after: false);
        await app.AnalyseAsync();
        return platform.Interruption.Steps;
    }

    private async Task<CloudApp> SettledAsync()
    {
        var app = new CloudApp(platform);
        await app.IngestAsync(All);
        await app.AnalyseAsync();
        platform.Ports.Observations.Clear();
        return app;
    }

    private static ResourceId Asset(string machine) => new(Cloud.Azure, Id(machine));

    private static IpRange Range(string text) => IpRange.TryParse(text, out var range) ? range : throw new FormatException(text);
}
