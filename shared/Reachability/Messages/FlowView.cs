using System.Globalization;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;

namespace ExposurePipeline.Reachability.Messages;

/// <summary>Flows that differ in nothing a rule can tell.</summary>
/// <param name="Family">IPv4 or IPv6.</param>
/// <param name="Traffic">Protocol and ports as people write them: <c>tcp/22</c>, <c>udp/33434-33534</c>, <c>icmp/8</c>, <c>all</c>.</param>
/// <param name="IsWholeInternet">Whether everyone who counts as the internet may send them.</param>
/// <param name="Sources">Who may, as address ranges, ascending, at most <see cref="MostRanges"/>; nothing where it is the whole internet.</param>
/// <param name="SourceRanges">How many ranges there are in all.</param>
public sealed record FlowView(Family Family, string Traffic, bool IsWholeInternet, IReadOnlyList<string> Sources, int SourceRanges)
{
    /// <summary>Ranges that are told.</summary>
    public const int MostRanges = 64;

    /// <summary>The flows of a set, box by box.</summary>
    /// <param name="flows">The set.</param>
    /// <param name="internet">Who counts as the internet; null to tell every range.</param>
    public static IReadOnlyList<FlowView> Of(FlowSet flows, InternetSources? internet) => [.. flows.Boxes.ToArray().Select(box => Of(box, internet))];

    /// <summary>Whether these flows may be addressed to a port.</summary>
    /// <param name="protocol">IP protocol number, of a protocol that has ports.</param>
    /// <param name="port">The port as a client addresses it.</param>
    public bool Has(int protocol, int port)
    {
        var slash = Traffic.IndexOf('/', StringComparison.Ordinal);
        var protocols = slash < 0 ? Traffic : Traffic[..slash];
        return (protocols == "all" || (Protocols.TryParse(protocols, out var one) ? one == protocol : Holds(protocols, protocol)))
            && (slash < 0 || Holds(Traffic.AsSpan(slash + 1), port));
    }

    private static bool Holds(ReadOnlySpan<char> range, int number)
    {
        var dash = range.IndexOf('-');
        return int.TryParse(dash < 0 ? range : range[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(range[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && first <= number && number <= last;
    }

    private static FlowView Of(FlowBox box, InternetSources? internet)
    {
        var ranges = box.Sources.Intervals;
        var isAll = internet is not null && box.Sources.Equals(internet.Strangers.Of(box.Family));
        var shown = ranges[..(isAll ? 0 : Math.Min(MostRanges, ranges.Length))];
        return new(box.Family, $"{box}", isAll, [.. shown.ToArray().Select(range => Text(box.Family, range))], ranges.Length);
    }

    private static string Text(Family family, AddressInterval range)
    {
        var (first, last) = (new IpAddress(range.First, family is Family.V4), new IpAddress(range.Last, family is Family.V4));
        return first == last ? $"{first}" : $"{first}-{last}";
    }
}
