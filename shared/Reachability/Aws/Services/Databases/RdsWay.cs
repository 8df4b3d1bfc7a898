using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Databases;

/// <summary>The way to an RDS instance, for itself and for its cluster.</summary>
internal static class RdsWay
{
    private const string Access = "public accessibility";

    /// <summary>Every way to its end.</summary>
    public static IEnumerable<Path> To(DatabaseInstance instance, IEstate estate, SourceSet internet)
    {
        var id = instance.Id.Text;
        var way = Endpoint(instance, internet);
        if (instance.IsStopped)
        {
            way.Closed(id, "instance", "The instance is stopped.");
        }

        var ways = instance.IsPublic switch
        {
            false => [way.Closed(id, Access, "PubliclyAccessible is off: it has no public address.")],
            null => [way.Unread(id, Access, "Whether it is publicly accessible was not told.")],
            true => VpcGuard.Through(way, instance, estate),
        };
        return ways.Select(static each => each.Build());
    }

    private static PathBuilder Endpoint(DatabaseInstance instance, SourceSet internet)
    {
        var id = instance.Id.Text;
        var ports = instance.Port is { } port ? NumberRange.Of(port) : NumberRange.AllPorts;
        var listens = FlowSet.Of(Protocols.Tcp, ports);
        var way = new ServiceEndpoint(id, instance.Host, instance.HasIPv6 ? listens : listens.Only(Family.V4)).From(internet);
        return instance.Port is null ? way.Unread(id, "port", "Its port was not told.") : way;
    }
}
