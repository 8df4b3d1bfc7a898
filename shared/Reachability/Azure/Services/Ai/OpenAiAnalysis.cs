using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Ai;

/// <summary>Azure OpenAI accounts.</summary>
public sealed class OpenAiAnalysis() : ServiceAnalysis<AiAccount>(new(Cloud.Azure, "AI", "Azure OpenAI", "Microsoft.CognitiveServices/accounts"))
{
    /// <inheritdoc/>
    protected override bool IsOfThisKind(AiAccount service) => service.IsOpenAi;

    /// <inheritdoc/>
    protected override Verdict Judge(AiAccount service, IEstate estate, DateTimeOffset at, InternetSources internet) =>
        new(service.Id, [service.Way.From(internet)], []);
}
