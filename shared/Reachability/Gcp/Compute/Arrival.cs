using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Gcp.Network;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Compute;

/// <summary>The last steps of every way: routes and firewall of the interface, and the instance itself.</summary>
/// <param name="Instance">Where flows arrive.</param>
/// <param name="Estate">Everything else.</param>
internal sealed record Arrival(Instance Instance, IEstate Estate)
{
    /// <summary>Flows that keep the client's address: the answer needs a route to it.</summary>
    /// <param name="path">The way so far.</param>
    /// <param name="nic">The interface that they arrive at.</param>
    /// <param name="destination">The address that they bear as destination.</param>
    public Path FromInternet(PathBuilder path, NetworkInterface? nic, SourceSet destination)
    {
        if (nic?.Network is { } network)
        {
            InternetRoutes.Through(path, network, Instance.Tags, Estate);
        }

        return Guarded(path, nic, destination, isFromInternet: true);
    }

    /// <summary>Flows of a proxy: answers go back to it by Google's own routes. Source: "Routes", special return paths.</summary>
    public Path FromProxy(PathBuilder path, NetworkInterface? nic) => Guarded(path, nic, nic?.Internal ?? SourceSet.Empty, isFromInternet: false);

    /// <summary>Flows of a proxy whose addresses are not known: the firewall cannot be asked.</summary>
    public Path FromUnknown(PathBuilder path) => Running(path).Build();

    private Path Guarded(PathBuilder path, NetworkInterface? nic, SourceSet destination, bool isFromInternet)
    {
        if (nic?.Network is not { } network)
        {
            path.Unread(Instance.Id.Text, "network interface", $"the network of {Instance.Id} was not told");
            return Running(path).Build();
        }

        var here = new GuardedInterface(network, Instance.Id.Region(), Instance.Tags, Instance.ServiceAccounts, destination, isFromInternet);
        path.Through(InterfaceFirewall.Of(here, Estate), network.Text, "firewall rules");
        return Running(path).Build();
    }

    private PathBuilder Running(PathBuilder path) => Instance.IsOff
        ? path.Closed(Instance.Id.Text, "instance", $"it is {Instance.Status}: it answers when it is started")
        : path.By(Instance.Id.Text, "instance");
}
