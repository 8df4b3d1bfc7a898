using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Hunting.Archive;

/// <summary>Names of segments: <c>tenant/day/level-what</c>. The level says how often its rows were merged.</summary>
/// <param name="Tenant">The tenant's folder.</param>
/// <param name="Day">The day that the rows were accepted, <c>yyyyMMdd</c>.</param>
/// <param name="Level">How often its rows were merged.</param>
/// <param name="Text">The whole name.</param>
internal sealed record SegmentName(string Tenant, string Day, int Level, string Text)
{
    private const string Extension = ".seg";
    private const int Longest = 120;

    /// <summary>The name of the rows of a batch; the time tells the events of a hub made anew from those of its predecessor.</summary>
    public static SegmentName Of(TenantId tenant, DateTime accepted, SegmentOrigin origin)
        => Of(Folder(tenant), accepted.ToString("yyyyMMdd", CultureInfo.InvariantCulture), 0, $"{Escaped(origin.Partition)}-{origin.First:D19}-{origin.Last:D19}-{accepted.ToString("HHmmssfffffff", CultureInfo.InvariantCulture)}");

    /// <summary>The name of what segments of a day become when they are merged: two runs that merge the same ones make one file.</summary>
    public static SegmentName Merged(IReadOnlyList<SegmentName> names)
        => Of(names[0].Tenant, names[0].Day, names.Max(name => name.Level) + 1, Digest(string.Join('\n', names.Select(name => name.Text).Order(StringComparer.Ordinal))));

    /// <summary>Reads a name; null when it is not that of a segment.</summary>
    public static SegmentName? Parse(string text)
        => text.Split('/') is [var tenant, var day, var file] && file.EndsWith(Extension, StringComparison.Ordinal)
            && int.TryParse(file.AsSpan(0, Math.Max(0, file.IndexOf('-'))), NumberStyles.None, CultureInfo.InvariantCulture, out var level)
            ? new(tenant, day, level, text)
            : null;

    /// <summary>The folder of a tenant, different for different ones also where a store does not tell capitals apart.</summary>
    public static string Folder(TenantId tenant) => Escaped(tenant.Value);

    private static SegmentName Of(string tenant, string day, int level, string what) => new(tenant, day, level, $"{tenant}/{day}/{level}-{what}{Extension}");

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            _ = char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-' ? escaped.Append(c) : escaped.Append(CultureInfo.InvariantCulture, $"={(int)c:x4}");
        }

        return escaped.Length <= Longest ? escaped.ToString() : $"_{Digest(text)}";
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(text)).AsSpan(0, 16));
}
