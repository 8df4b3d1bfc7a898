using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Databases;

/// <summary>Azure Cosmos DB, with any of its APIs.</summary>
public sealed class CosmosAnalysis() : ServiceAnalysis<CosmosAccount>(new(Cloud.Azure, "Databases", "Azure Cosmos DB", "Microsoft.DocumentDB/databaseAccounts"))
{
    /// <inheritdoc/>
    protected override Verdict Judge(CosmosAccount service, IEstate estate, DateTimeOffset at, InternetSources internet) =>
        new(service.Id, [service.Way.From(internet)], []);
}
