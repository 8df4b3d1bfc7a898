using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>What a packet filter lets in, as an operator reads it.</summary>
internal static class AllowingRules
{
    /// <summary>Most rules of a snapshot; what exceeds them becomes one rule for every port, so that nothing seems shut that is open.</summary>
    public const int Most = 256;

    private const int LongestName = 120;
    private const string NotUnderstood = " (may admit: a condition is not read)";

    /// <summary>A rule for each run of ports, and one for both transports where they agree.</summary>
    public static IEnumerable<AllowingRule> Of(Passage passage)
    {
        var name = Name(passage.Rule.Text, passage.Rule.When.IsUnderstood);
        var tcp = passage.Ports.Where(run => run.Transport is Transport.Tcp).Select(run => (run.From, run.To)).ToArray();
        var udp = passage.Ports.Where(run => run.Transport is Transport.Udp).Select(run => (run.From, run.To)).ToHashSet();
        foreach (var (from, to) in tcp)
        {
            yield return new(name, udp.Remove((from, to)) ? null : Transport.Tcp, from, to, null);
        }

        foreach (var (from, to) in passage.Ports.Where(run => run.Transport is Transport.Udp && udp.Contains((run.From, run.To))).Select(run => (run.From, run.To)))
        {
            yield return new(name, Transport.Udp, from, to, null);
        }
    }

    /// <summary>The first of them, at most <see cref="Most"/>.</summary>
    public static IReadOnlyList<AllowingRule> Bound(IEnumerable<AllowingRule> rules)
    {
        AllowingRule[] first = [.. rules.Distinct().Take(Most + 1)];
        return first.Length <= Most ? first : [.. first[..(Most - 1)], new("further rules that are not listed", null, 0, ushort.MaxValue, null)];
    }

    /// <summary>A rule's text, cut to its limit, with what was not understood of it said.</summary>
    public static string Name(string text, bool isUnderstood)
    {
        var room = LongestName - (isUnderstood ? 0 : NotUnderstood.Length);
        var end = text.Length <= room ? text.Length : char.IsHighSurrogate(text[room - 1]) ? room - 1 : room;
        return isUnderstood ? text[..end] : text[..end] + NotUnderstood;
    }
}
