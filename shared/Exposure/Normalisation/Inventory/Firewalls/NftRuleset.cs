using System.Globalization;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>The tables, chains, sets and rules of <c>nft</c>.</summary>
/// <param name="list">The array <c>nftables</c>.</param>
/// <param name="policy">The operator's choices.</param>
internal sealed class NftRuleset(JsonTree list, ExposurePolicy policy)
{
    // Systems have a handful; leaving one out never makes less seem to be let in.
    private const int MostBaseChains = 8;

    private readonly NftElements _elements = new();

    // The rules of a table for one family are the same for every base chain of it.
    private readonly Dictionary<(string Family, string? Own, string? Table), Dictionary<string, List<PacketRule>>> _rules = [];

    /// <summary>What is let in of one family; null when no chain filters what arrives.</summary>
    /// <param name="family"><c>ip</c> or <c>ip6</c>; chains of family <c>inet</c> belong to both.</param>
    public IEnumerable<AllowingRule>? LetsIn(string family)
    {
        var chains = BaseChains(family, "filter", "input");
        return chains.Count == 0 ? null : chains.Select(chain => Walk(family, chain)).Aggregate(Both).SelectMany(AllowingRules.Of);
    }

    /// <summary>What is sent on of one family.</summary>
    public IEnumerable<Passage> SendsOn(string family) =>
        BaseChains(family, "nat", "prerouting").SelectMany(chain => Walk(family, chain)).Where(passage => passage.Rule.Target is not null);

    // What several chains at one hook let in, all of them must; the more telling rule names it.
    private static IReadOnlyList<Passage> Both(IReadOnlyList<Passage> first, IReadOnlyList<Passage> second)
    {
        var both = from later in second
                   from earlier in first
                   let ports = Overlap(earlier.Ports, later.Ports)
                   where ports is not null
                   select (IsPolicy(later) ? earlier : later) with { Ports = ports };
        return [.. both.Take(AllowingRules.Most * 2)];
    }

    private static bool IsPolicy(Passage passage) => passage.Rule.When == Selection.Everything;

    // Thousands of rules of one chain meet thousands of another, mostly without any port in common.
    private static List<PortRun>? Overlap(IReadOnlyList<PortRun> a, IReadOnlyList<PortRun> b)
    {
        var overlap = default(List<PortRun>);
        for (var i = 0; i < a.Count; i++)
        {
            for (var j = 0; j < b.Count; j++)
            {
                if (a[i].Transport == b[j].Transport && a[i].From <= b[j].To && b[j].From <= a[i].To)
                {
                    (overlap ??= []).Add(new(a[i].Transport, Math.Max(a[i].From, b[j].From), Math.Min(a[i].To, b[j].To)));
                }
            }
        }

        return overlap;
    }

    private IReadOnlyList<Passage> Walk(string family, JsonTree chain)
    {
        var (table, own, name) = (chain["table"]?.Text, chain["family"]?.Text, chain["name"]?.Text ?? "");
        if (!_rules.TryGetValue((family, own, table), out var rules))
        {
            _rules.Add((family, own, table), rules = RulesOf(own, table, new(policy, family, $"nft {own} {table}", SetsOf(own, table), _elements)));
        }

        var isShut = chain["policy"]?.Text == "drop" || chain["type"]?.Text == "nat";
        var policyRule = new PacketRule($"nft {own} {table} {name}: policy {chain["policy"]?.Text ?? "accept"}", Selection.Everything, isShut ? Verdict.Refuse : Verdict.Admit);
        return new PacketWalk(rules).From(name, policyRule);
    }

    private Dictionary<string, List<PacketRule>> RulesOf(string? family, string? table, NftScope scope) =>
        All("rule").Where(rule => rule["table"]?.Text == table && rule["family"]?.Text == family)
            .GroupBy(rule => rule["chain"]?.Text ?? "")
            .ToDictionary(group => group.Key, group => group.SelectMany(rule => NftRule.Read(rule, scope)).ToList());

    private Dictionary<string, JsonTree> SetsOf(string? family, string? table)
    {
        var sets = new Dictionary<string, JsonTree>();
        foreach (var set in All("set").Concat(All("map")).Where(set => set["table"]?.Text == table && set["family"]?.Text == family))
        {
            sets[$"@{set["name"]?.Text}"] = set;
        }

        return sets;
    }

    private List<JsonTree> BaseChains(string family, string type, string hook) =>
    [
        .. All("chain").Where(chain => chain["type"]?.Text == type && chain["hook"]?.Text == hook && (chain["family"]?.Text is "inet" || chain["family"]?.Text == family))
            .OrderBy(chain => int.TryParse(chain["prio"]?.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var priority) ? priority : 0)
            .Take(MostBaseChains),
    ];

    private IEnumerable<JsonTree> All(string kind) => list.Items.Select(item => item[kind]).OfType<JsonTree>();
}

/// <summary>What the rules of a table are read with.</summary>
/// <param name="Policy">The operator's choices.</param>
/// <param name="Family">The family of the connections that are followed: <c>ip</c> or <c>ip6</c>.</param>
/// <param name="Table">The table as an operator would write it.</param>
/// <param name="Sets">Its named sets and maps, by name with <c>@</c>.</param>
/// <param name="Elements">How much of them is read.</param>
internal sealed record NftScope(ExposurePolicy Policy, string Family, string Table, IReadOnlyDictionary<string, JsonTree> Sets, NftElements Elements);

/// <summary>Counts the elements of named sets, which every rule that names one reads again.</summary>
internal sealed class NftElements
{
    // What exceeds them counts as a set that is not listed, which never makes less seem to be let in.
    private const int Most = 100_000;

    private int _read;

    /// <summary>The elements of a set; null when too many have been read.</summary>
    public IReadOnlyList<JsonTree>? Of(JsonTree set)
    {
        var elements = set["elem"]?.Items ?? [];
        _read = Math.Min(_read + elements.Count, Most + 1);
        return _read > Most ? null : elements;
    }
}
