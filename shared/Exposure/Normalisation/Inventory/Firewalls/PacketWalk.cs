using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>
/// Follows new connections from the internet through the chains of a packet filter, all ports at once. A rule shuts out only what it certainly takes, and
/// lets in whatever it may take: what is not known here makes the result larger, never smaller.
/// </summary>
/// <param name="chains">The rules of every chain, by its name.</param>
internal sealed class PacketWalk(IReadOnlyDictionary<string, List<PacketRule>> chains)
{
    private const int MaxDepth = 32;
    private const int MaxSteps = 20_000;
    private const int MaxRuns = 4096;

    private readonly List<Passage> _passages = [];
    private int _steps;
    private int _runs;

    /// <summary>Walks through a chain from its first rule.</summary>
    /// <param name="chain">A chain that the kernel calls.</param>
    /// <param name="policy">What becomes of connections on which no rule decides.</param>
    /// <returns>What is let in or sent on, in order of evaluation.</returns>
    public IReadOnlyList<Passage> From(string chain, PacketRule policy)
    {
        var left = Through(chain, PortSet.Full(), null, 0);
        if (policy.Then is Verdict.Admit)
        {
            Pass(policy, left, null);
        }

        return _passages;
    }

    private PortSet Through(string chain, PortSet arriving, IpAddress? destination, int depth)
    {
        var returned = new PortSet();
        foreach (var rule in chains.TryGetValue(chain, out var rules) ? rules : [])
        {
            if (++_steps > MaxSteps || _runs > MaxRuns || depth > MaxDepth)
            {
                Pass(new($"{chain}: more rules than are followed", Selection.Everything.AndUnknown(), Verdict.Admit), arriving, destination);
                return new();
            }

            if (rule.When.Strangers is not Share.None && rule.Then is not Verdict.Continue)
            {
                Decide(rule, arriving, returned, rule.When.Destination ?? destination, depth);
            }
        }

        arriving.Add(returned);
        return arriving;
    }

    private void Decide(PacketRule rule, PortSet arriving, PortSet returned, IpAddress? destination, int depth)
    {
        var taken = arriving.Within(rule.When.Ports);
        if (taken.IsEmpty)
        {
            return;
        }

        if (rule.When.Strangers is Share.All)
        {
            arriving.Remove(rule.When.Ports);
        }

        switch (rule.Then)
        {
            case Verdict.Admit or Verdict.Forward:
                Pass(rule, taken, destination);
                break;
            case Verdict.Return:
                returned.Add(taken);
                break;
            case Verdict.Goto:
                returned.Add(Through(rule.Chain!, taken, destination, depth + 1));
                break;
            case Verdict.Jump:
                var back = Through(rule.Chain!, taken, destination, depth + 1);
                if (rule.When.Strangers is Share.All)
                {
                    arriving.Add(back); // of the others, some never went in
                }

                break;
            default:
                break;
        }
    }

    private void Pass(PacketRule rule, PortSet ports, IpAddress? destination)
    {
        PortRun[] runs = [.. ports.Runs().Take(MaxRuns)];
        _runs += runs.Length;
        if (runs.Length > 0)
        {
            _passages.Add(new(rule, runs, destination));
        }
    }
}
