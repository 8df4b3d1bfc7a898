using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Databases;

/// <summary>Amazon RDS instances: publicly accessible, in a subnet with a way to the internet, and let in by access list and security groups.</summary>
public sealed class RdsInstanceAnalysis() : ServiceAnalysis<DatabaseInstance>(new(Cloud.Aws, "Databases", "AWS RDS DB instance", "AWS::RDS::DBInstance"))
{
    /// <inheritdoc/>
    protected override Verdict Judge(DatabaseInstance service, IEstate estate, DateTimeOffset at, InternetSources internet) =>
        new(service.Id, [.. RdsWay.To(service, estate, internet.Strangers)], []);
}
