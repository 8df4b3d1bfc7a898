using System.Globalization;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>A list of CIDR blocks and single addresses, as a rule writes it.</summary>
/// <param name="Known">The addresses of the entries that were understood.</param>
/// <param name="IsWhole">Whether all were.</param>
internal readonly record struct Ranges(SourceSet Known, bool IsWhole)
{
    /// <summary>One address or block; nothing where the text is none.</summary>
    public static SourceSet Of(string? text) => TryParse(text, out var range) ? SourceSet.Of([range]) : SourceSet.Empty;

    /// <summary>Reads a list; each entry that cannot be read is told in <paramref name="problems"/>.</summary>
    public static Ranges Read(Body list, string where, List<string> problems)
    {
        var ranges = new List<IpRange>();
        var before = problems.Count;
        foreach (var text in list.Texts)
        {
            if (TryParse(text, out var range))
            {
                ranges.Add(range);
            }
            else
            {
                problems.Add($"{where}: '{text}' is no address range");
            }
        }

        return new(SourceSet.Of(ranges), problems.Count == before);
    }

    // Recorded rules have host bits set ("36.235.250.0/20"); the prefix says which bits count.
    private static bool TryParse(string? text, out IpRange range)
    {
        if (IpRange.TryParse(text, out range))
        {
            return true;
        }

        if (text?.Split('/') is not [var start, var prefix] || !IpAddress.TryParse(start, out var address)
            || !int.TryParse(prefix, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > (address.IsV4 ? 32 : 128))
        {
            return false;
        }

        var host = (address.IsV4 ? 32 : 128) - length;
        range = new(address with { Bits = host == 128 ? UInt128.Zero : address.Bits >> host << host }, length);
        return true;
    }
}
