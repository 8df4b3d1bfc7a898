using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Tests.Functions.Flow;
using Xunit;

namespace ExposurePipeline.Tests.Functions.HuntingHttp;

/// <summary>What a tenant may ask in a while, and at once.</summary>
public sealed class BudgetTests
{
    private static readonly TenantId Contoso = new("contoso");
    private static readonly TenantId Fabrikam = new("fabrikam");

    private readonly TickingClock clock = new(App.Now);

    [Fact]
    public async Task beyond_the_queries_of_a_minute_a_tenant_is_told_when_to_come_again_and_others_are_answered()
    {
        var desk = new Desk(HuntingSamples.Settings with { CallsPerMinute = 2 });
        var told = new List<Reply>();
        for (var n = 0; n < 3; n++)
        {
            told.Add(await desk.GraphAsync("print 1"));
        }

        Assert.Equal([200, 200, 429], told.Select(each => each.Status));
        Assert.Equal(("TooManyRequests", "60"), (told[2].Error("code"), told[2].RetryAfter));
        Assert.Equal(200, (await desk.GraphAsync("print 1", tenant: "fabrikam")).Status);
    }

    [Fact]
    public void a_tenant_whose_queries_ran_too_long_waits_for_the_next_quarter_of_an_hour()
    {
        var budgets = new HuntingBudgets(HuntingSamples.Settings with { TimePerCycle = TimeSpan.FromSeconds(10) }, clock);
        Run(budgets, Contoso, TimeSpan.FromSeconds(6));
        Run(budgets, Contoso, TimeSpan.FromSeconds(6));

        using var refused = budgets.Enter(Contoso);
        using var other = budgets.Enter(Fabrikam);
        Assert.Equal(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(12), refused.Refusal!.ComeAgain);
        Assert.Contains("14:15 UTC", refused.Refusal.Reason, StringComparison.Ordinal);
        Assert.Null(other.Refusal);

        clock.Advance(refused.Refusal.ComeAgain);
        using var later = budgets.Enter(Contoso);
        Assert.Null(later.Refusal);
    }

    [Fact]
    public void one_place_stays_free_for_other_tenants_and_places_come_back()
    {
        var budgets = new HuntingBudgets(HuntingSamples.Settings with { QueriesAtOnce = 3 }, clock);
        var turns = new[] { Contoso, Contoso, Contoso, Fabrikam, Fabrikam }.Select(budgets.Enter).ToArray();

        Assert.Equal([true, true, false, true, false], turns.Select(static turn => turn.Refusal is null));
        turns[0].Dispose();
        using var next = budgets.Enter(Fabrikam);
        Assert.Null(next.Refusal);
    }

    [Fact]
    public async Task a_query_that_fails_gives_its_place_back()
    {
        var desk = new Desk(HuntingSamples.Settings with { QueriesAtOnce = 1 });
        for (var n = 0; n < 5; n++)
        {
            Assert.Equal(400, (await desk.GraphAsync("nothing")).Status);
        }

        Assert.Equal(200, (await desk.GraphAsync("print 1")).Status);
    }

    private void Run(HuntingBudgets budgets, TenantId tenant, TimeSpan took)
    {
        using var turn = budgets.Enter(tenant);
        Assert.Null(turn.Refusal);
        clock.Advance(took);
    }

    private sealed class TickingClock(DateTimeOffset now) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => now += by;

        public override DateTimeOffset GetUtcNow() => now;

        public override long GetTimestamp() => now.Ticks;
    }
}
