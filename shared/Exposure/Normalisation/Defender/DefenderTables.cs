using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary>
/// Which table and action is read by what. What is known and not read is filtered by name, because one hub may carry every table; what is
/// not known is set aside.
/// </summary>
internal static class DefenderTables
{
    /// <summary>Room for the longest name that is looked at.</summary>
    public const int LongestName = 64;

    public static ReadOnlySpan<byte> NetworkEvents => "DeviceNetworkEvents"u8;

    private static ReadOnlySpan<byte> Prefix => "AdvancedHunting-"u8;

    /// <summary>The table that a streaming category names; false without the prefix that all of them have.</summary>
    public static bool TryTable(ReadOnlySpan<byte> category, out ReadOnlySpan<byte> table)
    {
        var isTable = category.Length > Prefix.Length && Ascii.EqualsIgnoreCase(category[..Prefix.Length], Prefix);
        table = isTable ? category[Prefix.Length..] : default;
        return isTable;
    }

    /// <summary>Concludes one record of the stream.</summary>
    public static void Read(JsonValue category, in DefenderRow row, ReadingContext context, RecordSink sink)
    {
        if (category.IsAbsent)
        {
            ReadUnnamed(row, context, sink);
        }
        else if (TryTable(category.Plain(stackalloc byte[LongestName]), out var table))
        {
            ReadTable(table, category, row, context, sink);
        }
        else
        {
            sink.Reject(RejectionReason.UnknownCategory, $"category {category.Excerpt()} is no advanced hunting table");
        }
    }

    /// <summary>Concludes one flat row; only Log Analytics names its table, without prefix.</summary>
    public static void ReadFlat(JsonValue type, in DefenderRow row, ReadingContext context, RecordSink sink)
    {
        if (type.IsAbsent)
        {
            ReadUnnamed(row, context, sink);
        }
        else
        {
            ReadTable(type.Plain(stackalloc byte[LongestName]), type, row, context, sink);
        }
    }

    private static void ReadTable(ReadOnlySpan<byte> table, JsonValue named, in DefenderRow row, ReadingContext context, RecordSink sink)
    {
        if (Ascii.EqualsIgnoreCase(table, NetworkEvents))
        {
            NetworkEventRow.Read(row, context, sink);
        }
        else if (Ascii.EqualsIgnoreCase(table, "DeviceInfo"u8))
        {
            DeviceInfoRow.Read(row, context, sink);
        }
        else if (Ascii.EqualsIgnoreCase(table, "DeviceNetworkInfo"u8))
        {
            DeviceNetworkInfoRow.Read(row, context, sink);
        }
        else if (HuntingTables.Unread.Contains(table))
        {
            sink.Filter(FilterRule.CategoryNotRead);
        }
        else
        {
            sink.Reject(RejectionReason.UnknownCategory, $"table {named.Excerpt()} is not one that Defender is known to have");
        }
    }

    // Rows of the hunting API name no table; these columns belong to one table each.
    private static void ReadUnnamed(in DefenderRow row, ReadingContext context, RecordSink sink)
    {
        switch (row)
        {
            case var _ when NetworkEventRow.Is(row[DefenderColumn.ActionType], row[DefenderColumn.Protocol], row[DefenderColumn.LocalIP]):
                NetworkEventRow.Read(row, context, sink);
                break;
            case var _ when !row[DefenderColumn.ActionType].IsAbsent:
                sink.Filter(FilterRule.CategoryNotRead); // every event table but the network's
                break;
            case var _ when row[DefenderColumn.IPAddresses].Kind is not JsonTokenType.None:
                DeviceNetworkInfoRow.Read(row, context, sink);
                break;
            case var _ when row[DefenderColumn.OSPlatform].Kind is not JsonTokenType.None:
                DeviceInfoRow.Read(row, context, sink);
                break;
            default:
                sink.Reject(RejectionReason.MissingField, "category, and no column that tells the table");
                break;
        }
    }
}
