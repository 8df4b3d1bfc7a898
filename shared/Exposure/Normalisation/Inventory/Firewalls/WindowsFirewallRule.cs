using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>An enabled inbound rule of Windows Defender Firewall that strangers can meet.</summary>
/// <param name="Name">Its display name, else its name.</param>
/// <param name="IsBlock">Whether it blocks.</param>
/// <param name="When">What it takes.</param>
/// <param name="Program">The only program it holds for; null for any.</param>
/// <param name="Profiles">Bits: 1 domain, 2 private, 4 public.</param>
internal sealed record WindowsFirewallRule(string Name, bool IsBlock, Selection When, string? Program, int Profiles)
{
    private const int EveryProfile = 7;

    /// <summary>Null for a rule that says nothing of strangers, or with a fault that leaves the snapshot unknown.</summary>
    public static WindowsFirewallRule? Read(JsonTree rule, ExposurePolicy policy, out (RejectionReason Reason, string Detail)? fault)
    {
        fault = null;
        var (direction, action, enabled) = (WindowsRuleField.Of(rule, "Direction"), WindowsRuleField.Of(rule, "Action"), WindowsRuleField.Of(rule, "Enabled"));
        if (direction is null || action is null || enabled is null)
        {
            fault = (RejectionReason.MissingField, direction is null ? "Direction" : action is null ? "Action" : "Enabled");
            return null;
        }

        if (direction is not ("1" or "inbound") || enabled is not ("1" or "true") || action is not ("2" or "allow" or "4" or "block"))
        {
            return null; // 3, AllowBypass, lets in whom IPsec knows
        }

        if (WindowsRuleField.Of(rule, "Protocol") is null && WindowsRuleField.Of(rule, "LocalPort") is null)
        {
            fault = (RejectionReason.MissingField, "Protocol and LocalPort, which Get-NetFirewallPortFilter gives,");
            return null;
        }

        var when = WindowsRuleConditions.Of(rule, policy);
        var program = WindowsRuleField.Text(rule, "Program");
        var name = WindowsRuleField.Text(rule, "DisplayName") ?? WindowsRuleField.Text(rule, "Name") ?? "a rule without name";
        return new(name, action is "4" or "block", when, IsAny(program) ? null : program, ProfilesOf(WindowsRuleField.All(rule, "Profile", "Profiles")));
    }

    /// <summary>What is allowed and not blocked: a block goes before every allow, wherever it stands.</summary>
    public static IEnumerable<AllowingRule> Allowing(IReadOnlyList<WindowsFirewallRule> rules)
    {
        var blocks = Blocks(rules);
        foreach (var rule in rules.Where(rule => !rule.IsBlock && rule.When.Strangers is not Share.None))
        {
            var left = PortSet.Full().Within(rule.When.Ports);
            foreach (var block in blocks.Where(block => block.Covers(rule)))
            {
                left.Remove(block.When.Ports);
            }

            var passage = new Passage(new(rule.Name, rule.When, Verdict.Admit), [.. left.Runs()], null);
            foreach (var allowing in AllowingRules.Of(passage))
            {
                yield return allowing with { Program = rule.Program is { Length: > 256 } ? rule.Program[..256] : rule.Program };
            }
        }
    }

    // One for each program and profiles: thousands of blocks cost an allow no more than their ports.
    private static WindowsFirewallRule[] Blocks(IEnumerable<WindowsFirewallRule> rules) =>
    [
        .. rules.Where(rule => rule.IsBlock && rule.When.Strangers is Share.All && rule.When.IsUnderstood)
            .GroupBy(rule => (rule.Program?.ToUpperInvariant(), rule.Profiles))
            .Select(group => group.First() with { When = Selection.Everything.And(PortRanges.Union(group.Select(rule => rule.When.Ports))) }),
    ];

    private bool Covers(WindowsFirewallRule allow) =>
        (Program is null || Program.Equals(allow.Program, StringComparison.OrdinalIgnoreCase)) && (allow.Profiles & ~Profiles) == 0;

    private static bool IsAny(string? program) => string.IsNullOrWhiteSpace(program) || program.Equals("Any", StringComparison.OrdinalIgnoreCase);

    // Names or a bit mask; 0, Any and All hold everywhere.
    private static int ProfilesOf(IEnumerable<string> words)
    {
        var bits = words.SelectMany(word => word.Split(',', StringSplitOptions.TrimEntries)).Aggregate(0, (bits, word) => bits | word.ToUpperInvariant() switch
        {
            "DOMAIN" => 1,
            "PRIVATE" => 2,
            "PUBLIC" => 4,
            _ => int.TryParse(word, out var mask) ? mask & EveryProfile : 0,
        });
        return bits == 0 ? EveryProfile : bits;
    }
}
