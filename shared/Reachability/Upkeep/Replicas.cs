using System.Collections.Concurrent;
using System.Globalization;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Ports;

namespace ExposurePipeline.Reachability.Upkeep;

/// <summary>
/// This instance's copies, one a tenant: built of everything that is kept, then brought up to date with what the log names. A copy that the
/// log has left behind, or that was built for another policy, is built anew.
/// </summary>
public sealed class Replicas(IResourceStore resources, IAnalysisStore analyses, IPolicies policies, TimeProvider clock) : IAssessments, IDisposable
{
    // One after another: memory for one portion, not for a whole estate of bodies.
    private const int Portion = 1000;
    private const int RemindersInWindow = 4;

    private readonly ConcurrentDictionary<TenantId, Slot> slots = new();

    /// <summary>The clock.</summary>
    public TimeProvider Clock => clock;

    /// <inheritdoc/>
    public Task<T> AskAsync<T>(TenantId tenant, Func<Assessment, T> question, CancellationToken cancellation) =>
        UseAsync(tenant, replica => Task.FromResult(question(replica.Assessment)), cancellation);

    /// <summary>Brings a tenant's copy up to date and uses it; nobody else does meanwhile.</summary>
    public async Task<T> UseAsync<T>(TenantId tenant, Func<Replica, Task<T>> use, CancellationToken cancellation)
    {
        var slot = slots.GetOrAdd(tenant, static _ => new());
        await slot.Free.WaitAsync(cancellation);
        try
        {
            var policy = (await policies.GetAsync(cancellation)).For(tenant);
            slot.Replica = await UpToDateAsync(tenant, policy, slot.Replica, cancellation);
            slot.Replica.Reminding = policy.Window / RemindersInWindow;
            return await use(slot.Replica);
        }
        finally
        {
            slot.Free.Release();
        }
    }

    /// <summary>Whose internet a tenant's verdicts have to be judged by, in short.</summary>
    public async Task<string> InternetOfAsync(TenantId tenant, CancellationToken cancellation) => KeyOf((await policies.GetAsync(cancellation)).For(tenant));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var slot in slots.Values)
        {
            slot.Free.Dispose();
        }
    }

    private async Task<Replica> UpToDateAsync(TenantId tenant, ExposurePolicy policy, Replica? replica, CancellationToken cancellation)
    {
        var end = await analyses.ReadLogEndAsync(tenant, cancellation);
        if (replica is null || replica.InternetKey != KeyOf(policy) || end.Number < replica.End.Number
            || await analyses.ReadLogAsync(tenant, replica.End.Number, end.Number, cancellation) is not { } changed)
        {
            return await BuildAsync(tenant, policy, end, cancellation);
        }

        foreach (var portion in changed.Chunk(Portion))
        {
            replica.Advance(await resources.ReadAsync(tenant, portion, cancellation), clock.GetUtcNow());
        }

        replica.End = end;
        return replica;
    }

    private async Task<Replica> BuildAsync(TenantId tenant, ExposurePolicy policy, LogEnd end, CancellationToken cancellation)
    {
        var replica = new Replica(InternetSources.Of(policy), KeyOf(policy)) { End = end };
        // Each is understood as it comes: a list of them would hold the text of an estate at once.
        await Task.Run(() => replica.Advance(resources.ReadAllAsync(tenant, cancellation).ToBlockingEnumerable(cancellation), clock.GetUtcNow()), cancellation);
        return replica;
    }

    private static string KeyOf(ExposurePolicy policy) =>
        StableHash.Of(string.Join(' ', policy.OwnRanges), string.Join(' ', policy.TrustedRanges)).ToString("x16", CultureInfo.InvariantCulture);

    private sealed class Slot
    {
        public SemaphoreSlim Free { get; } = new(1, 1);

        public Replica? Replica { get; set; }
    }
}
