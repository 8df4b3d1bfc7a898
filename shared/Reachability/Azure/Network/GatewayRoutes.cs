using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>Joins the parts of an application gateway: rule, listener, frontend port, pool, settings. A rule that only redirects leads to no pool.</summary>
internal static class GatewayRoutes
{
    /// <summary>Every pair of a listener and a pool that requests may take, whatever host or path they ask for.</summary>
    public static IReadOnlyList<GatewayRoute> Read(ResourceId gateway, Body settings, List<string> problems)
    {
        var parts = new Parts(gateway, settings);
        return [.. settings["requestRoutingRules"].Items.Concat(settings["routingRules"].Items).SelectMany(rule => Routes(rule, parts, problems)).Distinct()];
    }

    private static IEnumerable<GatewayRoute> Routes(Body rule, Parts parts, List<string> problems)
    {
        var id = rule.IdIn(parts.Gateway, "requestRoutingRules");
        var listener = parts.Find(rule.Properties.Any("httpListener", "listener").Link).Properties;
        if (listener["frontendIPConfiguration"].Link is not { } frontend || parts.Find(listener["frontendPort"].Link).Properties["port"].Number is not { } port || port is < 1 or > Protocols.LastPort)
        {
            problems.Add($"rule {ArmId.NameOf(id)}: its listener or the listener's port is not in the gateway.");
            return [];
        }

        var protocol = "Udp".Equals(listener["protocol"].Text, StringComparison.OrdinalIgnoreCase) ? Protocols.Udp : Protocols.Tcp;
        return Targets(rule.Properties, parts)
            .Where(static target => target.Pool is not null)
            .Select(target => new GatewayRoute(id, frontend, (int)port, protocol, target.Pool!.Value, BackendPort(parts.Find(target.Settings), (int)port)));
    }

    // Settings without a port of their own, as of a redirection, go on with the listener's.
    private static int BackendPort(Body settings, int listener) =>
        settings.Properties["port"].Number is { } port and >= 1 and <= Protocols.LastPort ? (int)port : listener;

    private static IEnumerable<(ResourceId? Pool, ResourceId? Settings)> Targets(Body rule, Parts parts)
    {
        var map = parts.Find(rule["urlPathMap"].Link).Properties;
        return map["pathRules"].Items.Select(static path => Target(path.Properties))
            .Append((map["defaultBackendAddressPool"].Link, map["defaultBackendHttpSettings"].Link))
            .Append(Target(rule));
    }

    private static (ResourceId? Pool, ResourceId? Settings) Target(Body place) =>
        (place["backendAddressPool"].Link, place.Any("backendHttpSettings", "backendSettings").Link);

    /// <summary>The parts of a gateway's body by id.</summary>
    private sealed class Parts(ResourceId gateway, Body settings)
    {
        private static readonly string[] Lists = ["httpListeners", "listeners", "frontendPorts", "urlPathMaps", "backendHttpSettingsCollection", "backendSettingsCollection"];

        private readonly Dictionary<ResourceId, Body> byId = Lists
            .SelectMany(list => settings[list].Items.Select(part => (Id: part.IdIn(gateway, list), Part: part)))
            .GroupBy(static part => part.Id)
            .ToDictionary(static same => same.Key, static same => same.First().Part);

        public ResourceId Gateway => gateway;

        public Body Find(ResourceId? id) => id is { } known ? byId.GetValueOrDefault(known) : Body.Missing;
    }
}
