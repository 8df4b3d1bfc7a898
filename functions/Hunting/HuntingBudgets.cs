using System.Globalization;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Settings;

namespace ExposurePipeline.Functions.Hunting;

/// <summary>What each tenant may still ask of this instance: queries a minute, their time in a quarter of an hour, and how many at once.</summary>
/// <param name="settings">How much.</param>
/// <param name="clock">The clock.</param>
public sealed class HuntingBudgets(HuntingSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan Cycle = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan WhileBusy = TimeSpan.FromSeconds(2);

    private readonly RequestLimit calls = new(settings.CallsPerMinute, clock);
    private readonly Lock gate = new();
    private readonly Dictionary<TenantId, TimeSpan> spent = [];
    private readonly Dictionary<TenantId, int> underWay = [];
    private long cycle;
    private int atOnce;

    /// <summary>Lets a query begin, or says why not; its turn is to be disposed when it ends.</summary>
    internal HuntingTurn Enter(TenantId tenant)
    {
        if (calls.Take(tenant) is { } seconds)
        {
            return Refused(TimeSpan.FromSeconds(seconds), $"At most {settings.CallsPerMinute} queries a minute are answered per tenant.");
        }

        lock (gate)
        {
            return Overspent(tenant) ?? Busy(tenant) ?? Begin(tenant);
        }
    }

    private HuntingTurn? Overspent(TenantId tenant)
    {
        var now = clock.GetUtcNow();
        if (cycle != now.Ticks / Cycle.Ticks)
        {
            cycle = now.Ticks / Cycle.Ticks;
            spent.Clear();
        }

        if (settings.TimePerCycle == TimeSpan.Zero || spent.GetValueOrDefault(tenant) < settings.TimePerCycle)
        {
            return null;
        }

        var next = new DateTimeOffset((cycle + 1) * Cycle.Ticks, TimeSpan.Zero);
        return Refused(next - now, string.Create(CultureInfo.InvariantCulture, $"The tenant's queries ran for {settings.TimePerCycle:c} in this quarter of an hour; the next one begins at {next:HH:mm} UTC."));
    }

    // One place stays free for other tenants, where there is more than one.
    private HuntingTurn? Busy(TenantId tenant) =>
        atOnce < settings.QueriesAtOnce && underWay.GetValueOrDefault(tenant) < Math.Max(1, settings.QueriesAtOnce - 1)
            ? null
            : Refused(WhileBusy, "Too many queries are under way; ask again when one has ended.");

    private HuntingTurn Begin(TenantId tenant)
    {
        atOnce++;
        underWay[tenant] = underWay.GetValueOrDefault(tenant) + 1;
        var started = clock.GetTimestamp();
        return new(null, () => End(tenant, clock.GetElapsedTime(started)));
    }

    private void End(TenantId tenant, TimeSpan took)
    {
        lock (gate)
        {
            atOnce--;
            spent[tenant] = spent.GetValueOrDefault(tenant) + took;
            if (--underWay[tenant] == 0)
            {
                underWay.Remove(tenant);
            }
        }
    }

    private static HuntingTurn Refused(TimeSpan comeAgain, string reason) => new(new(reason, comeAgain), static () => { });
}

/// <summary>A query's place among those under way, or why it has none.</summary>
/// <param name="Refusal">Why it has none; null when it may run.</param>
/// <param name="End">To be called once when it ended.</param>
internal sealed record HuntingTurn(HuntingRefusal? Refusal, Action End) : IDisposable
{
    public void Dispose() => End();
}

/// <summary>Why a query may not run now.</summary>
/// <param name="Reason">In a sentence.</param>
/// <param name="ComeAgain">After how long it may.</param>
internal sealed record HuntingRefusal(string Reason, TimeSpan ComeAgain);
