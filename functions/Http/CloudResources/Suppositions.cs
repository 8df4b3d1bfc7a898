using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Messages;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Reachability.Supposing;

namespace ExposurePipeline.Functions.Http.CloudResources;

/// <summary>Answers what would become of the verdicts if resources were different. Nothing is stored or kept.</summary>
/// <param name="catalogue">The bodies that patches change.</param>
/// <param name="assessments">The verdicts as they are.</param>
/// <param name="policies">Who counts as the internet.</param>
/// <param name="clock">Authorisations end at a time.</param>
public sealed class Suppositions(IResourceCatalogue catalogue, IAssessments assessments, IPolicies policies, TimeProvider clock)
{
    /// <summary>The outcome, or everything that cannot be supposed.</summary>
    internal async Task<(SupposedOutcome? Outcome, ApiError? Error)> AskAsync(TenantId tenant, Supposition asked, CancellationToken cancellation)
    {
        var (supposed, problems) = (new SupposedResources(), new List<ErrorDetail>());
        problems.AddRange(asked.Resources.Index().Where(each => !supposed.Add(each.Item)).Select(static each => Wrong($"/resources/{each.Index}", "No cloud's reader understands this body.")));
        foreach (var (index, (id, patch)) in asked.Patches.Index())
        {
            problems.AddRange(await PatchAsync(supposed, tenant, id, patch, $"/patches/{index}", cancellation) is { } problem ? [problem] : []);
        }

        foreach (var (index, id) in asked.Removed.Index())
        {
            problems.AddRange(await RemoveAsync(supposed, tenant, id, $"/removed/{index}", cancellation) is { } problem ? [problem] : []);
        }

        return problems.Count == 0 ? (await AskAsync(tenant, supposed, cancellation), null) : (null, SuppositionReader.ErrorOf(problems));
    }

    private async Task<SupposedOutcome> AskAsync(TenantId tenant, SupposedResources supposed, CancellationToken cancellation)
    {
        var (internet, now) = (InternetSources.Of((await policies.GetAsync(cancellation)).For(tenant)), clock.GetUtcNow());
        var proposal = await assessments.AskAsync(tenant, assessment => assessment.Suppose(supposed.Changes, now), cancellation);
        return SupposedOutcome.Of(proposal, supposed, internet);
    }

    private async Task<ErrorDetail?> PatchAsync(SupposedResources supposed, TenantId tenant, string id, SupposedPatch patch, string where, CancellationToken cancellation)
    {
        if (await FindAsync(supposed, id, key => catalogue.ReadAsync(tenant, key, cancellation)) is not { } known)
        {
            return Unknown(id, $"{where}/id");
        }

        return known.Kind is not ChangeKind.Present ? Wrong($"{where}/id", $"The body of '{known.Id}' was not read; say under resources how it might be.")
            : supposed.Patch(known, patch) is { } fault ? Wrong($"{where}/patch{fault.Where}", fault.Message)
            : null;
    }

    private async Task<ErrorDetail?> RemoveAsync(SupposedResources supposed, TenantId tenant, string id, string where, CancellationToken cancellation)
    {
        var known = await FindAsync(supposed, id, async key => await catalogue.FindAsync(tenant, key, cancellation) is { } stored
            ? new ResourceChange(stored.Id, stored.Type, stored.Kind, stored.Version, Body.Missing) : null);
        if (known is null)
        {
            return Unknown(id, where);
        }

        supposed.Remove(known.Id, known.Type);
        return null;
    }

    // What was supposed before counts before what is stored.
    private static async Task<ResourceChange?> FindAsync(SupposedResources supposed, string text, Func<ResourceKey, Task<ResourceChange?>> stored)
    {
        if (ResourceKey.TryParse(text, out var key))
        {
            return supposed.Changes.FirstOrDefault(change => ResourceKey.Of(change.Id) == key) ?? await stored(key);
        }

        foreach (var id in ResourceNames.Of(text))
        {
            if ((supposed.Find(id) ?? await stored(ResourceKey.Of(id))) is { } known)
            {
                return known;
            }
        }

        return null;
    }

    private static ErrorDetail Unknown(string id, string where) => Wrong(where, $"No resource '{id}' is known.");

    private static ErrorDetail Wrong(string where, string message) => new("InvalidInput", message, where);
}
