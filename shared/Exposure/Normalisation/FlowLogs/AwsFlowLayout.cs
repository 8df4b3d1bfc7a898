using System.Text;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>Which column stands where in the lines of a flow log.</summary>
internal sealed class AwsFlowLayout
{
    /// <summary>More fields than any version has.</summary>
    public const int MostFields = 128;

    private const int FewestNames = 3;

    private readonly int[] _columns;

    private AwsFlowLayout(int[] columns, int count) => (_columns, Count) = (columns, count);

    /// <summary>Version 2, the default.</summary>
    public static AwsFlowLayout Default { get; } = Parse(
        "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"u8)!;

    /// <summary>Every field of versions 2 to 5 in the order of AWS's documentation and console.</summary>
    public static AwsFlowLayout Version5 { get; } = Parse(Encoding.ASCII.GetBytes(
        "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status vpc-id subnet-id instance-id tcp-flags type "
        + "pkt-srcaddr pkt-dstaddr region az-id sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path"))!;

    /// <summary>How many fields a line has.</summary>
    public int Count { get; }

    /// <summary>What separates the values of a line: no value has a comma, a tab or a space inside.</summary>
    public static byte SeparatorOf(ReadOnlySpan<byte> line) =>
        line.Contains((byte)',') ? (byte)',' : line.Contains((byte)'\t') ? (byte)'\t' : (byte)' ';

    /// <summary>A header line, or the format as a flow log was created with; null when the text is neither.</summary>
    public static AwsFlowLayout? Parse(ReadOnlySpan<byte> header)
    {
        if (!MayNameAddress(header))
        {
            return null;
        }

        Span<Range> names = stackalloc Range[MostFields];
        var count = FlowFields.Split(header, SeparatorOf(header), names);
        var columns = new int[AwsFlowNames.Count];
        Array.Fill(columns, -1);
        for (var i = 0; i < count; i++)
        {
            if (AwsFlowNames.Find(header[names[i]]) is { } column)
            {
                columns[(int)column] = i;
            }
        }

        var layout = new AwsFlowLayout(columns, count);
        var hasEnd = layout[AwsFlowColumn.SrcAddr] >= 0 || layout[AwsFlowColumn.PktSrcAddr] >= 0;
        return hasEnd && columns.Count(column => column >= 0) >= FewestNames ? layout : null;
    }

    // Every line is asked, and few are headers: all spellings of an address have a double d.
    private static bool MayNameAddress(ReadOnlySpan<byte> line)
    {
        while (line.IndexOfAny((byte)'d', (byte)'D') is var at and >= 0)
        {
            line = line[(at + 1)..];
            if (line is [(byte)'d' or (byte)'D', ..])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The layout of a line that came without header; null when its order is not known. AWS's own orders begin with the default's fields
    /// and go on with those of later versions; both halves are believed only where their values look the part.
    /// </summary>
    public static AwsFlowLayout? Recognise(ReadOnlySpan<byte> line)
    {
        Span<Range> fields = stackalloc Range[MostFields];
        var count = FlowFields.Split(line, (byte)' ', fields);
        return count < Default.Count || !IsDefault(line, fields[..count]) ? null : count > Version5[AwsFlowColumn.PktDstAddr] && IsVersion5(line, fields[..count]) ? Version5 : Default;
    }

    /// <summary>Where a column stands; -1 when the lines have none.</summary>
    public int this[AwsFlowColumn column] => _columns[(int)column];

    private static bool IsDefault(ReadOnlySpan<byte> line, ReadOnlySpan<Range> fields) =>
        line[fields[0]] is [>= (byte)'2' and <= (byte)'9']
        && (fields.Length == Default.Count || (IsAddress(line[fields[Default[AwsFlowColumn.SrcAddr]]]) && IsAddress(line[fields[Default[AwsFlowColumn.DstAddr]]])))
        && IsOneOf(line[fields[Default[AwsFlowColumn.Action]]], "ACCEPT"u8, "REJECT"u8)
        && (IsOneOf(line[fields[Default[AwsFlowColumn.LogStatus]]], "OK"u8, "NODATA"u8) || IsOneOf(line[fields[Default[AwsFlowColumn.LogStatus]]], "SKIPDATA"u8, default));

    private static bool IsVersion5(ReadOnlySpan<byte> line, ReadOnlySpan<Range> fields) =>
        IsAddress(line[fields[Version5[AwsFlowColumn.PktSrcAddr]]]) && IsAddress(line[fields[Version5[AwsFlowColumn.PktDstAddr]]])
        && (fields.Length <= Version5[AwsFlowColumn.FlowDirection] || IsOneOf(line[fields[Version5[AwsFlowColumn.FlowDirection]]], "ingress"u8, "egress"u8));

    private static bool IsAddress(ReadOnlySpan<byte> value) => value is [(byte)'-'] || IpAddress.TryParse(value, out _);

    private static bool IsOneOf(ReadOnlySpan<byte> value, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        value is [(byte)'-'] || Ascii.EqualsIgnoreCase(value, first) || Ascii.EqualsIgnoreCase(value, second);
}
