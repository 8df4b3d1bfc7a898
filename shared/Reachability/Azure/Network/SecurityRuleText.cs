using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>Reads the inbound rules of a network security group.</summary>
internal static class SecurityRuleText
{
    /// <summary>The protocols that have ports on Azure.</summary>
    private static readonly int[] WithPorts = [Protocols.Tcp, Protocols.Udp];

    /// <summary>Whether a rule filters what comes in; where the direction cannot be read it may.</summary>
    public static bool IsInbound(Body rule) => !Is(rule.Properties["direction"].Text, "Outbound");

    /// <summary>Reads a rule; what is unreadable makes it less certain and is added to the problems.</summary>
    public static SecurityRule Read(Body rule, List<string> problems)
    {
        var settings = rule.Properties;
        var name = rule["name"].Text ?? (rule.Link is { } id ? ArmId.NameOf(id) : "without name");
        var where = $"rule {name}";
        var before = problems.Count;
        var service = Service(settings, where, problems);
        var sources = AddressList.Read(where, problems, settings["sourceAddressPrefix"], settings["sourceAddressPrefixes"]);
        var destinations = AddressList.Read(where, problems, settings["destinationAddressPrefix"], settings["destinationAddressPrefixes"]);
        var result = new SecurityRule(name, Priority(settings, where, problems), Allows(settings, where, problems), service, sources, destinations)
        {
            AsksSourcePort = PortList.Read(where, problems, settings["sourcePortRange"], settings["sourcePortRanges"]) is { Ranges.Count: > 0, IsAll: false },
            SourceGroups = settings["sourceApplicationSecurityGroups"].Links,
            DestinationGroups = settings["destinationApplicationSecurityGroups"].Links,
        };
        RequireAddresses(result, settings, where, problems);
        return result with { IsWhole = problems.Count == before };
    }

    private static void RequireAddresses(SecurityRule rule, Body settings, string where, List<string> problems)
    {
        if (!Is(settings["direction"].Text, "Inbound"))
        {
            problems.Add($"{where}: '{settings["direction"].Text}' is no direction.");
        }

        if (!rule.Sources.Exists && rule.SourceGroups.Count == 0)
        {
            problems.Add($"{where}: no source is given.");
        }

        if (!rule.Destinations.Exists && rule.DestinationGroups.Count == 0)
        {
            problems.Add($"{where}: no destination is given.");
        }
    }

    private static FlowSet Service(Body settings, string where, List<string> problems)
    {
        var ports = PortList.Read(where, problems, settings["destinationPortRange"], settings["destinationPortRanges"]);
        if (ports.Ranges.Count == 0 && ports.IsWhole)
        {
            problems.Add($"{where}: no destination port is given.");
        }

        var text = settings["protocol"].Text ?? "";
        // What could not be read may be any port.
        var all = ports.IsWhole && ports.Ranges.Count > 0 ? ports : new([NumberRange.AllPorts], IsWhole: false);
        if (text is "*" || Is(text, "Any") || Is(text, "All"))
        {
            return all.IsAll ? FlowSet.All : all.By(WithPorts);
        }

        if (Protocols.TryParse(text, out var protocol))
        {
            return all.By([protocol]);
        }

        problems.Add($"{where}: '{text}' is no protocol.");
        return FlowSet.All;
    }

    private static int? Priority(Body settings, string where, List<string> problems)
    {
        if (settings["priority"].Number is { } priority and >= 0 and <= 65535)
        {
            return (int)priority;
        }

        problems.Add($"{where}: '{settings["priority"].Text}' is no priority.");
        return null;
    }

    private static bool? Allows(Body settings, string where, List<string> problems)
    {
        var access = settings["access"].Text;
        if (Is(access, "Allow") || Is(access, "Deny"))
        {
            return Is(access, "Allow");
        }

        problems.Add($"{where}: access '{access}' is neither Allow nor Deny.");
        return null;
    }

    private static bool Is(string? text, string name) => name.Equals(text, StringComparison.OrdinalIgnoreCase);
}
