using ExposurePipeline.Exposure.Policy;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>A table of an <c>iptables-save</c> file: its chains, with a policy where the kernel calls them, and their rules.</summary>
/// <param name="name">For example <c>filter</c>.</param>
/// <param name="isV6">Whether it is <c>ip6tables</c>'.</param>
/// <param name="policy">The operator's choices.</param>
internal sealed class IptablesTable(string name, bool isV6, ExposurePolicy policy)
{
    private readonly Dictionary<string, List<PacketRule>> _chains = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _policies = new(StringComparer.Ordinal);

    /// <summary>For example <c>filter</c>.</summary>
    public string Name => name;

    /// <summary>Whether its end was seen.</summary>
    public bool IsCommitted { get; private set; }

    private string Tool => isV6 ? "ip6tables" : "iptables";

    /// <summary>Takes a line: <c>:CHAIN POLICY [0:0]</c>, <c>-A CHAIN …</c> or <c>COMMIT</c>; false when it is none.</summary>
    public bool TryTake(string line)
    {
        if (line == "COMMIT")
        {
            return IsCommitted = true;
        }

        if (line[0] == ':')
        {
            var words = line[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words.Length >= 2 && _chains.TryAdd(words[0], []) && _policies.TryAdd(words[0], words[1]);
        }

        var counters = line[0] == '[' ? line.IndexOf(']', StringComparison.Ordinal) + 1 : 0; // iptables-save -c
        return TryAdd(line[counters..].Trim());
    }

    /// <summary>What is let in or sent on from a chain; null when the table has no such chain.</summary>
    public IReadOnlyList<Passage>? Walk(string chain)
    {
        if (!_policies.TryGetValue(chain, out var word))
        {
            return null;
        }

        var then = word is "DROP" or "REJECT" || name == "nat" ? Verdict.Refuse : Verdict.Admit;
        return new PacketWalk(_chains).From(chain, new($"{Tool} {chain}: policy {word}", Selection.Everything, then));
    }

    private bool TryAdd(string text)
    {
        if (!IptablesWords.TrySplit(text, out var words) || words is not ["-A", var chain, ..])
        {
            return false;
        }

        var rule = IptablesRule.Read(words.AsSpan(2), policy, _policies.ContainsKey);
        var prefix = name == "filter" ? $"{Tool} {chain}: " : $"{Tool} {name} {chain}: ";
        if (!_chains.TryGetValue(chain, out var rules))
        {
            return false;
        }

        rules.Add(rule with { Text = prefix + text[(text.IndexOf(chain, 2, StringComparison.Ordinal) + chain.Length)..].Trim() });
        return true;
    }
}
