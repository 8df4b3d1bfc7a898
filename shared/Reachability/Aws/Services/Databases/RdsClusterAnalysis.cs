using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Databases;

/// <summary>Amazon RDS and Aurora clusters: reached where one of their instances is.</summary>
public sealed class RdsClusterAnalysis() : ServiceAnalysis<DatabaseCluster>(new(Cloud.Aws, "Databases", "AWS RDS DB cluster", "AWS::RDS::DBCluster"))
{
    /// <inheritdoc/>
    protected override Verdict Judge(DatabaseCluster service, IEstate estate, DateTimeOffset at, InternetSources internet)
    {
        if (service.Members is not { Count: > 0 } members)
        {
            return new(service.Id, [], [$"The instances of {service.Id} were not told."]);
        }

        var read = members.Select(id => estate.Find<DatabaseInstance>(id)).OfType<DatabaseInstance>().ToArray();
        var known = read.Select(static instance => instance.Id).ToHashSet();
        return new(service.Id,
            [.. read.SelectMany(instance => RdsWay.To(instance, estate, internet.Strangers))],
            [.. members.Where(id => !known.Contains(id)).Select(static id => $"The instance {id} was not read.")]);
    }
}
