using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Ai;

/// <summary>Every other account of Azure AI services.</summary>
public sealed class AiServicesAnalysis() : ServiceAnalysis<AiAccount>(new(Cloud.Azure, "AI", "Azure AI services", "Microsoft.CognitiveServices/accounts"))
{
    /// <inheritdoc/>
    protected override bool IsOfThisKind(AiAccount service) => !service.IsOpenAi;

    /// <inheritdoc/>
    protected override Verdict Judge(AiAccount service, IEstate estate, DateTimeOffset at, InternetSources internet) =>
        new(service.Id, [service.Way.From(internet)], []);
}
