using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>Protocols of a firewall rule: TCP, UDP, ICMP, or Any for these three.</summary>
internal static class FirewallProtocols
{
    private static readonly int[] Any = [Protocols.Tcp, Protocols.Udp, Protocols.Icmp];

    /// <summary>Reads the list; a word that is none makes the rule less certain.</summary>
    public static int[] Read(string where, List<string> problems, Body list)
    {
        var protocols = new SortedSet<int>();
        foreach (var text in list.Texts)
        {
            if (Protocols.TryParse(text, out var protocol))
            {
                protocols.Add(protocol);
            }
            else
            {
                protocols.UnionWith(Any);
                if (text is not "*" && !text.Equals("Any", StringComparison.OrdinalIgnoreCase))
                {
                    problems.Add($"{where}: '{text}' is no protocol.");
                }
            }
        }

        return [.. protocols];
    }
}
