using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Ai;

/// <summary>Azure AI Search.</summary>
public sealed class SearchAnalysis() : ServiceAnalysis<SearchService>(new(Cloud.Azure, "AI", "Azure Search services", "Microsoft.Search/searchServices"))
{
    /// <inheritdoc/>
    protected override Verdict Judge(SearchService service, IEstate estate, DateTimeOffset at, InternetSources internet) =>
        new(service.Id, [service.Way.From(internet)], []);
}
