using System.Text;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>The values of one flow log record by column, from a line or from JSON.</summary>
/// <param name="text">The record.</param>
/// <param name="values">Where each column's value lies; empty when the record has none.</param>
internal readonly ref struct AwsFlowRow(ReadOnlySpan<byte> text, ReadOnlySpan<Range> values)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly ReadOnlySpan<Range> _values = values;

    /// <summary>The value; empty when missing, <c>-</c> or null.</summary>
    public ReadOnlySpan<byte> this[AwsFlowColumn column]
    {
        get
        {
            var value = Whole(column);
            value = value is [(byte)' ' or (byte)'"', ..] or [.., (byte)' ' or (byte)'"'] ? value.Trim(" \""u8) : value;
            return value is [(byte)'-'] or [(byte)'n', (byte)'u', (byte)'l', (byte)'l'] ? default : value;
        }
    }

    /// <summary>Whether the record has the column and says that it has no value for it.</summary>
    public bool IsDash(AwsFlowColumn column) => Whole(column) is [(byte)'-'];

    /// <summary>Whether a column has this value, ignoring case.</summary>
    public bool Is(AwsFlowColumn column, ReadOnlySpan<byte> value) => Ascii.EqualsIgnoreCase(this[column], value);

    /// <summary>A whole number; null when missing or anything else.</summary>
    public long? Number(AwsFlowColumn column) => FlowNumber.Parse(this[column]);

    /// <summary>Null when missing or no port.</summary>
    public ushort? Port(AwsFlowColumn column) => FlowNumber.Port(this[column]);

    /// <summary>The packet's own address where the record has one, else the interface's; false when neither is an address.</summary>
    public bool TryEnd(AwsFlowColumn packet, AwsFlowColumn near, out IpAddress address) =>
        IpAddress.TryParse(this[this[packet].IsEmpty ? near : packet], out address);

    /// <summary>Unix seconds or milliseconds, or ISO 8601.</summary>
    public bool TryTime(AwsFlowColumn column, out DateTimeOffset time) =>
        EventTime.TryParseEpochMilliseconds(this[column], out time) || EventTime.TryParseEpoch(this[column], out time) || EventTime.TryParse(this[column], out time);

    /// <summary>The value shortened for a person to read.</summary>
    public string Excerpt(AwsFlowColumn column) => $"{column} '{Encoding.UTF8.GetString(this[column][..Math.Min(this[column].Length, 64)])}'";

    private ReadOnlySpan<byte> Whole(AwsFlowColumn column)
    {
        var place = _values[(int)column];
        return _text[place.Start.Value..place.End.Value];
    }
}
