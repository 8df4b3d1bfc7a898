using System.Text;

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

    /// <summary>The layout of a line that came without header; null when its order is not known.</summary>
    public static AwsFlowLayout? Recognise(ReadOnlySpan<byte> line)
    {
        Span<Range> fields = stackalloc Range[Version5.Count + 1];
        var count = FlowFields.Split(line, (byte)' ', fields);
        var layout = count == Version5.Count ? Version5 : count == Default.Count ? Default : null;
        return layout is not null && line[fields[0]] is [>= (byte)'2' and <= (byte)'9']
            && IsStatus(line[fields[13]]) && IsAction(line[fields[12]]) ? layout : null;
    }

    /// <summary>Where a column stands; -1 when the lines have none.</summary>
    public int this[AwsFlowColumn column] => _columns[(int)column];

    /// <summary>Whether a value is one that <c>log-status</c> can have.</summary>
    public static bool IsStatus(ReadOnlySpan<byte> value) =>
        Ascii.EqualsIgnoreCase(value, "OK"u8) || Ascii.EqualsIgnoreCase(value, "NODATA"u8) || Ascii.EqualsIgnoreCase(value, "SKIPDATA"u8) || value is [(byte)'-'];

    private static bool IsAction(ReadOnlySpan<byte> value) =>
        Ascii.EqualsIgnoreCase(value, "ACCEPT"u8) || Ascii.EqualsIgnoreCase(value, "REJECT"u8) || value is [(byte)'-'];
}
