using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary>A row of <c>DeviceNetworkEvents</c>, of whatever action.</summary>
internal static class NetworkEventRow
{
    /// <summary>
    /// Whether a row that names no table is one: by its action, or because it fills both columns that only this table has together.
    /// DeviceLogonEvents and the identity tables have a protocol and no local address; DeviceEvents has a local address and no protocol. Columns
    /// that are empty tell nothing: a union of tables has them all.
    /// </summary>
    public static bool Is(JsonValue action, JsonValue protocol, JsonValue local) =>
        action.IsIn(NetworkActions.Read) || action.IsIn(NetworkActions.Noise) || (!action.IsAbsent && !protocol.IsAbsent && !local.IsAbsent);

    /// <summary>Concludes one record.</summary>
    public static void Read(in DefenderRow row, ReadingContext context, RecordSink sink)
    {
        var action = row[DefenderColumn.ActionType];
        switch (action)
        {
            case { IsAbsent: true }:
                sink.Reject(RejectionReason.MissingField, "ActionType");
                break;
            case var _ when action.Is("InboundConnectionAccepted"u8):
                AcceptedConnectionRow.Read(row, context, sink);
                break;
            case var _ when action.Is("InboundInternetScanInspected"u8):
                InternetScanRow.Read(row, context, sink);
                break;
            case var _ when action.Is("ListeningConnectionCreated"u8):
                ListeningRow.Read(row, context, sink);
                break;
            case var _ when action.IsIn(NetworkActions.Noise):
                sink.Filter(FilterRule.ActionNotInbound);
                break;
            default:
                sink.Reject(RejectionReason.UnknownAction, $"ActionType {action.Excerpt()} is not one that DeviceNetworkEvents is known to have");
                break;
        }
    }
}
