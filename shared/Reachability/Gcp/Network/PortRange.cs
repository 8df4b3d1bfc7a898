using System.Globalization;
using ExposurePipeline.Reachability.Algebra;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>Ports as Google Cloud writes them: <c>22</c> or <c>8000-8080</c>.</summary>
internal static class PortRange
{
    /// <summary>The range; null for a text that is none.</summary>
    public static NumberRange? TryParse(string? text)
    {
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        var first = Number(dash < 0 ? text : text?[..dash]);
        var last = dash < 0 ? first : Number(text?[(dash + 1)..]);
        return first is { } from && last is { } to && from <= to ? new(from, to) : null;
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= Protocols.LastPort ? port : null;
}
