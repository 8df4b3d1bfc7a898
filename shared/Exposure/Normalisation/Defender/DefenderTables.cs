using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary>Which table and action is read by what; everything else is filtered by name, because one hub may carry every table.</summary>
internal static class DefenderTables
{
    public static ReadOnlySpan<byte> Accepted => "InboundConnectionAccepted"u8;

    public static ReadOnlySpan<byte> Scanned => "InboundInternetScanInspected"u8;

    public static ReadOnlySpan<byte> Listening => "ListeningConnectionCreated"u8;

    private static ReadOnlySpan<byte> Prefix => "AdvancedHunting-"u8;

    /// <summary>Concludes one record.</summary>
    public static void Read(JsonValue category, in DefenderRow row, ReadingContext context, RecordSink sink)
    {
        var action = row[DefenderColumn.ActionType];
        if (!action.IsAbsent && !ActionProbe.IsRead(action.Bytes))
        {
            sink.Filter(FilterRule.ActionNotInbound);
            return;
        }

        var table = category.IsAbsent ? Infer(row) : WithoutPrefix(category.Bytes);
        switch (table)
        {
            case var _ when table.IsEmpty:
                sink.Reject(RejectionReason.MissingField, "category, and no column that tells the table");
                break;
            case var _ when Ascii.EqualsIgnoreCase(table, "DeviceNetworkEvents"u8):
                ReadNetworkEvent(action, row, context, sink);
                break;
            case var _ when Ascii.EqualsIgnoreCase(table, "DeviceInfo"u8):
                DeviceInfoRow.Read(row, context, sink);
                break;
            case var _ when Ascii.EqualsIgnoreCase(table, "DeviceNetworkInfo"u8):
                DeviceNetworkInfoRow.Read(row, context, sink);
                break;
            default:
                sink.Filter(FilterRule.CategoryNotRead);
                break;
        }
    }

    private static void ReadNetworkEvent(JsonValue action, in DefenderRow row, ReadingContext context, RecordSink sink)
    {
        if (action.IsAbsent)
        {
            sink.Reject(RejectionReason.MissingField, "ActionType");
        }
        else if (action.Is(Accepted))
        {
            AcceptedConnectionRow.Read(row, context, sink);
        }
        else if (action.Is(Scanned))
        {
            InternetScanRow.Read(row, context, sink);
        }
        else
        {
            ListeningRow.Read(row, context, sink);
        }
    }

    // Flat rows name no table; these columns belong to one table each.
    private static ReadOnlySpan<byte> Infer(in DefenderRow row) =>
        !row[DefenderColumn.ActionType].IsAbsent ? "DeviceNetworkEvents"u8
        : row[DefenderColumn.IPAddresses].Kind is not JsonTokenType.None ? "DeviceNetworkInfo"u8
        : row[DefenderColumn.OSPlatform].Kind is not JsonTokenType.None ? "DeviceInfo"u8
        : default;

    private static ReadOnlySpan<byte> WithoutPrefix(ReadOnlySpan<byte> category) =>
        category.Length > Prefix.Length && Ascii.EqualsIgnoreCase(category[..Prefix.Length], Prefix) ? category[Prefix.Length..] : category;
}
