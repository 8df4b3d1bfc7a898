namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>Finds what a rule says where scripts put it: beside the rule's own members, or in the object of the associated filter.</summary>
internal static class WindowsRuleField
{
    private static readonly HashSet<string> Filters = new(StringComparer.OrdinalIgnoreCase)
    {
        "Port", "Ports", "PortFilter", "NetFirewallPortFilter", "Address", "AddressFilter", "NetFirewallAddressFilter", "Application", "App", "ApplicationFilter",
        "NetFirewallApplicationFilter", "Service", "ServiceFilter", "NetFirewallServiceFilter", "Interface", "InterfaceFilter", "InterfaceType", "InterfaceTypeFilter",
        "Security", "SecurityFilter", "NetFirewallSecurityFilter",
    };

    /// <summary>A single value in lower case; null when missing.</summary>
    public static string? Of(JsonTree rule, string name) => Text(rule, name)?.ToLowerInvariant();

    /// <summary>A single value as written; null when missing or empty.</summary>
    public static string? Text(JsonTree rule, string name) => All(rule, name) is [var first, ..] ? first : null;

    /// <summary>The values of the first of these names that the rule has: one, or a list; lists in one text are separated by commas or blanks.</summary>
    public static IReadOnlyList<string> All(JsonTree rule, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Values(rule[name]) is { Count: > 0 } own)
            {
                return own;
            }

            foreach (var (_, filter) in rule.Members.Where(member => Filters.Contains(member.Name)))
            {
                if (filter.Each.SelectMany(one => Values(one[name])).ToArray() is { Length: > 0 } inner)
                {
                    return inner;
                }
            }
        }

        return [];
    }

    // Windows PowerShell may wrap an enumeration as {"value":2,"Value":"Listen"}, or a list as {"value":[…],"Count":2}.
    private static List<string> Values(JsonTree? value) =>
        value is null ? [] : [.. (value["value"] ?? value).Each.Select(one => one.Text?.Trim()).OfType<string>().Where(text => text.Length > 0)];
}
