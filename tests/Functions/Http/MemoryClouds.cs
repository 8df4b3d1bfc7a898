using System.Runtime.CompilerServices;
using System.Text.Json;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Messages;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Tests.Functions.Flow;

namespace ExposurePipeline.Tests.Functions.Http;

/// <summary>What is known of tenants' clouds, in memory; judged at once.</summary>
internal sealed class MemoryClouds : IResourceCatalogue, IAssessments
{
    private static readonly InternetSources Internet = InternetSources.Of(ExposurePolicy.Default);

    private readonly Dictionary<TenantId, (Assessment Assessment, Dictionary<ResourceId, ResourceChange> Resources)> tenants = [];

    /// <summary>Resources become known.</summary>
    public MemoryClouds Know(TenantId tenant, params IEnumerable<string> documents)
    {
        var (assessment, resources) = Of(tenant);
        var changes = documents.SelectMany(static document => Clouds.Changes(new(JsonElement.Parse(document)))).ToList();
        changes.ForEach(change => resources[change.Id] = change);
        assessment.Accept(assessment.Propose(changes, App.Now));
        return this;
    }

    /// <summary>A resource is known by name only.</summary>
    public void Mention(TenantId tenant, ResourceId id, string type)
    {
        var (assessment, resources) = Of(tenant);
        resources[id] = new(id, type, ChangeKind.Unread, null, Body.Missing);
        assessment.Accept(assessment.Propose([resources[id]], App.Now));
    }

    public async IAsyncEnumerable<StoredResource> ListAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Yield();
        foreach (var change in Of(tenant).Resources.Values)
        {
            yield return Stored(tenant, change);
        }
    }

    public Task<StoredResource?> FindAsync(TenantId tenant, ResourceKey resource, CancellationToken cancellation) =>
        Task.FromResult(Find(tenant, resource) is { } change ? Stored(tenant, change) : null);

    public Task<ResourceChange?> ReadAsync(TenantId tenant, ResourceKey resource, CancellationToken cancellation) => Task.FromResult(Find(tenant, resource));

    public Task<VerdictView?> ReadVerdictAsync(TenantId tenant, ResourceKey asset, CancellationToken cancellation) =>
        Task.FromResult(Find(tenant, asset) is { } change && Of(tenant).Assessment.Find(change.Id) is { } verdict ? VerdictView.Of(verdict, Internet) : null);

    public async IAsyncEnumerable<VerdictView> ListVerdictsAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var id in Of(tenant).Resources.Keys)
        {
            if (await ReadVerdictAsync(tenant, ResourceKey.Of(id), cancellation) is { } verdict)
            {
                yield return verdict;
            }
        }
    }

    public Task<T> AskAsync<T>(TenantId tenant, Func<Assessment, T> question, CancellationToken cancellation) => Task.FromResult(question(Of(tenant).Assessment));

    private ResourceChange? Find(TenantId tenant, ResourceKey key) => Of(tenant).Resources.Values.FirstOrDefault(change => ResourceKey.Of(change.Id) == key);

    private (Assessment Assessment, Dictionary<ResourceId, ResourceChange> Resources) Of(TenantId tenant)
    {
        if (!tenants.TryGetValue(tenant, out var known))
        {
            tenants[tenant] = known = (new(Internet), []);
        }

        return known;
    }

    private StoredResource Stored(TenantId tenant, ResourceChange change)
    {
        var read = Clouds.Read(change);
        return new(change.Id, change.Type, change.Kind, change.Version, App.Now)
        {
            Name = read?.Name ?? "",
            Problems = read?.Problems ?? [],
            Verdict = Of(tenant).Assessment.Find(change.Id) is { } verdict ? Short(verdict) : null,
        };
    }

    private static StoredVerdict Short(Verdict verdict) => new(
        verdict.Status, verdict.WidthFor(Internet), verdict.Access, verdict.Exposed,
        [.. FlowView.Of(verdict.Reach.Certain, Internet).Select(static flow => flow.Traffic).Distinct().Take(16)],
        [.. verdict.Paths.Where(static path => !path.Reach.Certain.IsEmpty).Select(static path => path.Entrance.Address).OfType<string>().Distinct().Take(16)],
        App.Now) { IsComplete = verdict.Missing.Count == 0 && verdict.Reach.Undecided.IsEmpty };
}
