using System.Globalization;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>Ports that a rule names: <c>22</c>, <c>80-90</c>, <c>*</c>, one or many.</summary>
/// <param name="Ranges">The ports.</param>
/// <param name="IsWhole">Whether every entry could be read.</param>
public sealed record PortList(IReadOnlyList<NumberRange> Ranges, bool IsWhole)
{
    /// <summary>Whether every port is meant.</summary>
    public bool IsAll => Ranges.Any(static range => range == NumberRange.AllPorts);

    /// <summary>Reads the singular and the plural spelling of a field together.</summary>
    public static PortList Read(string where, List<string> problems, params ReadOnlySpan<Body> fields)
    {
        var ranges = new List<NumberRange>();
        var isWhole = true;
        foreach (var field in fields)
        {
            foreach (var text in field.Texts.SelectMany(static text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
            {
                if (TryRead(text, out var range))
                {
                    ranges.Add(range);
                }
                else
                {
                    problems.Add($"{where}: '{text}' is no port or range of ports.");
                    isWhole = false;
                }
            }
        }

        return new(ranges, isWhole);
    }

    /// <summary>From any source, to these ports by these protocols.</summary>
    public FlowSet By(IEnumerable<int> protocols) => protocols
        .SelectMany(protocol => Ranges.Select(range => FlowSet.Of(protocol, Protocols.HasPorts(protocol) ? range : NumberRange.AllPorts)))
        .Aggregate(FlowSet.Empty, static (all, flows) => all.Union(flows));

    private static bool TryRead(string text, out NumberRange range)
    {
        range = NumberRange.AllPorts;
        if (text is "*" || text.Equals("Any", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var isRead = TryReadPort(dash < 0 ? text : text.AsSpan(0, dash), out var first) & TryReadPort(text.AsSpan(dash + 1), out var last);
        range = new(first, last);
        return isRead && first <= last;
    }

    private static bool TryReadPort(ReadOnlySpan<char> text, out int port) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= Protocols.LastPort;
}
