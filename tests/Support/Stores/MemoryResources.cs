using System.Runtime.CompilerServices;
using System.Text.Json;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Intake;
using ExposurePipeline.Reachability.Messages;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Reachability.Upkeep;

namespace ExposurePipeline.Tests.Support.Stores;

/// <summary>Resources, verdicts and the log of analyses in memory; every version is a number that only grows.</summary>
public sealed class MemoryResources : IResourceStore, IAnalysisStore, IResourceCatalogue
{
    private readonly Dictionary<(TenantId, ResourceKey), (ResourceEdit Edit, DateTimeOffset Heard)> _resources = [];
    private readonly Dictionary<(TenantId, ResourceKey), (ResourceEdit Edit, string Problem)> _copies = [];
    private readonly Dictionary<(TenantId Tenant, ResourceKey), ResourceMark> _marks = [];
    private readonly Dictionary<(TenantId Tenant, ResourceKey), (VerdictRecord Record, string Version)> _verdicts = [];
    private readonly Dictionary<TenantId, DueTenant> _tenants = [];
    private readonly Dictionary<TenantId, List<IReadOnlyCollection<ResourceKey>>> _logs = [];
    private long _version;

    /// <summary>Verdicts that were written or removed.</summary>
    public int VerdictWrites { get; private set; }

    public Task<SavedResources> SaveAsync(TenantId tenant, IReadOnlyList<ToldResource> told, DateTimeOffset at, CancellationToken cancellation)
    {
        var (written, unchanged) = (0, 0);
        var newest = ResourceEdit.Newest(told).ToList();
        foreach (var edit in newest.Concat(ResourceEdit.Copies(newest, told)))
        {
            var key = (tenant, ResourceKey.Of(edit.Change.Id));
            KeptResource? kept = _resources.TryGetValue(key, out var known) ? new(Known.Of(known.Edit.Change), known.Edit.Hash, _copies.ContainsKey(key)) : null;
            if (edit.IsCopyOf(kept) && edit.Contradicts(known.Edit.Change) is { } problem)
            {
                _copies[key] = (edit, problem);
                _marks[key] = new(key.Item2, edit.Told.Enqueued, Next());
                written++;
                continue;
            }

            if (!edit.IsNewsTo(kept))
            {
                unchanged++;
                continue;
            }

            written++;
            _resources[key] = (edit, at);
            _copies.Remove(key);
            if (edit.IsMaterialTo(kept))
            {
                _marks[key] = new(key.Item2, edit.Told.Enqueued, Next());
            }
        }

        var before = _tenants.GetValueOrDefault(tenant);
        _tenants[tenant] = new(tenant, at, before?.Told, before?.Internet, Next());
        return Task.FromResult(new SavedResources(written, unchanged, 0));
    }

    public Task<IReadOnlyList<ResourceMark>> ListMarksAsync(TenantId tenant, int most, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ResourceMark>>([.. _marks.Where(each => each.Key.Tenant == tenant).Select(each => each.Value).Take(most)]);

    public Task RemoveMarksAsync(TenantId tenant, IReadOnlyList<ResourceMark> marks, CancellationToken cancellation)
    {
        foreach (var mark in marks.Where(mark => _marks.GetValueOrDefault((tenant, mark.Resource)) == mark))
        {
            _marks.Remove((tenant, mark.Resource));
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ResourceChange>> ReadAsync(TenantId tenant, IReadOnlyCollection<ResourceKey> resources, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ResourceChange>>([.. resources.Where(key => _resources.ContainsKey((tenant, key))).SelectMany(key => Told(tenant, _resources[(tenant, key)].Edit))]);

    public async IAsyncEnumerable<ResourceChange> ReadAllAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var change in Of(tenant).SelectMany(each => Told(tenant, each.Edit)).ToList())
        {
            yield return change;
        }
    }

    public Task<int> PruneAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation)
    {
        var old = Of(tenant).Where(each => each.Edit.Change.Kind is ChangeKind.Deleted && each.Heard < before).Select(each => (tenant, ResourceKey.Of(each.Edit.Change.Id))).ToList();
        old.ForEach(key => _resources.Remove(key));
        return Task.FromResult(old.Count);
    }

    public Task<IReadOnlyList<DueTenant>> ListTenantsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<DueTenant>>([.. _tenants.Values]);

    public Task SettleAsync(DueTenant tenant, DateTimeOffset? due, DateTimeOffset told, string internet, CancellationToken cancellation)
    {
        if (_tenants[tenant.Tenant].Version == tenant.Version)
        {
            _tenants[tenant.Tenant] = new(tenant.Tenant, due, told, internet, Next());
        }

        return Task.CompletedTask;
    }

    public Task<LogEnd> ReadLogEndAsync(TenantId tenant, CancellationToken cancellation) => Task.FromResult(End(tenant));

    public Task<LogEnd?> AppendAsync(TenantId tenant, LogEnd end, IReadOnlyCollection<ResourceKey> resources, CancellationToken cancellation)
    {
        if (end != End(tenant))
        {
            return Task.FromResult<LogEnd?>(null);
        }

        _logs.TryAdd(tenant, []);
        _logs[tenant].Add(resources);
        return Task.FromResult<LogEnd?>(End(tenant));
    }

    public Task<IReadOnlyCollection<ResourceKey>?> ReadLogAsync(TenantId tenant, long after, long upTo, CancellationToken cancellation)
    {
        var kept = _logs.GetValueOrDefault(tenant, []).Skip((int)after).Take((int)(upTo - after)).ToList();
        return Task.FromResult<IReadOnlyCollection<ResourceKey>?>(kept.Count == upTo - after ? [.. kept.SelectMany(keys => keys).Distinct()] : null);
    }

    public async IAsyncEnumerable<KeptVerdict> ListVerdictsAsync(TenantId tenant, IReadOnlyCollection<ResourceKey>? assets, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var ((_, key), (record, version)) in _verdicts.Where(each => each.Key.Tenant == tenant && assets?.Contains(each.Key.Item2) != false))
        {
            yield return new(key, record.Asset, record.Hash, record.Addresses, version);
        }
    }

    public Task<IReadOnlyCollection<ResourceKey>> SaveVerdictsAsync(TenantId tenant, IReadOnlyList<VerdictEdit> edits, CancellationToken cancellation)
    {
        var conflicts = edits.Where(edit => Version(tenant, edit.Key) != edit.Expected).ToList();
        foreach (var edit in edits.Except(conflicts))
        {
            VerdictWrites++;
            if (edit.Verdict is { } verdict)
            {
                _verdicts[(tenant, edit.Key)] = (verdict, Next());
            }
            else
            {
                _verdicts.Remove((tenant, edit.Key));
            }
        }

        return Task.FromResult<IReadOnlyCollection<ResourceKey>>([.. conflicts.Select(edit => edit.Key)]);
    }

    public async IAsyncEnumerable<StoredResource> ListAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var key in Of(tenant).Select(each => ResourceKey.Of(each.Edit.Change.Id)).ToList())
        {
            if (await FindAsync(tenant, key, cancellation) is { } stored)
            {
                yield return stored;
            }
        }
    }

    public Task<StoredResource?> FindAsync(TenantId tenant, ResourceKey resource, CancellationToken cancellation)
    {
        if (!_resources.TryGetValue((tenant, resource), out var kept) || kept.Edit.Change is not { Kind: not ChangeKind.Deleted } change)
        {
            return Task.FromResult<StoredResource?>(null);
        }

        return Task.FromResult<StoredResource?>(new(change.Id, change.Type, change.Kind, change.Version, kept.Heard)
        {
            Name = kept.Edit.Told.Name,
            Problems = _copies.TryGetValue((tenant, resource), out var copy) ? [copy.Problem, .. kept.Edit.Told.Problems] : kept.Edit.Told.Problems,
            Verdict = _verdicts.TryGetValue((tenant, resource), out var verdict) ? verdict.Record.Short : null,
        });
    }

    async Task<ResourceChange?> IResourceCatalogue.ReadAsync(TenantId tenant, ResourceKey resource, CancellationToken cancellation) =>
        (await ReadAsync(tenant, [resource], cancellation)).FirstOrDefault(change => change.Kind is not ChangeKind.Deleted);

    public Task<VerdictView?> ReadVerdictAsync(TenantId tenant, ResourceKey asset, CancellationToken cancellation) =>
        Task.FromResult(_verdicts.TryGetValue((tenant, asset), out var kept) ? JsonSerializer.Deserialize(kept.Record.View.Span, ReachabilityJson.Default.VerdictView) : null);

    public async IAsyncEnumerable<VerdictView> ListVerdictsAsync(TenantId tenant, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var ((_, asset), _) in _verdicts.Where(each => each.Key.Tenant == tenant).ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return (await ReadVerdictAsync(tenant, asset, cancellation))!;
        }
    }

    private List<(ResourceEdit Edit, DateTimeOffset Heard)> Of(TenantId tenant) => [.. _resources.Where(each => each.Key.Item1 == tenant).Select(each => each.Value)];

    private IEnumerable<ResourceChange> Told(TenantId tenant, ResourceEdit edit) =>
        _copies.TryGetValue((tenant, ResourceKey.Of(edit.Change.Id)), out var copy) ? [edit.Change, copy.Edit.Change] : [edit.Change];

    private LogEnd End(TenantId tenant) => _logs.GetValueOrDefault(tenant) is { } log ? new(log.Count, $"{log.Count}") : default;

    private string? Version(TenantId tenant, ResourceKey key) => _verdicts.TryGetValue((tenant, key), out var kept) ? kept.Version : null;

    private string Next() => $"{++_version}";
}
