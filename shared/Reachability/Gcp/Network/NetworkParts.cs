using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>Under which names the parts of a network are found: a network of many instances is not searched through for its few rules.</summary>
internal static class NetworkParts
{
    extension(ResourceId network)
    {
        /// <summary>VPC firewall rules.</summary>
        public ResourceId Firewalls => network.Below("firewalls");

        /// <summary>Firewall policies, also of folders and organisations.</summary>
        public ResourceId Policies => network.Below("firewallPolicies");

        /// <summary>Routes.</summary>
        public ResourceId Routes => network.Below("routes");

        /// <summary>Proxy-only subnets.</summary>
        public ResourceId ProxySubnets => network.Below("proxyOnlySubnets");

        /// <summary>The answer of <c>getEffectiveFirewalls</c>.</summary>
        public ResourceId EffectivePolicies => network.Below("getEffectiveFirewalls");
    }
}
