using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Sockets;

/// <summary>Members of a socket that are read; <c>ProcessName</c>, <c>Process</c> and <c>CommandLine</c> are what scripts add.</summary>
internal enum WindowsSocketColumn
{
    LocalAddress,
    LocalPort,
    RemoteAddress,
    State,
    OwningProcess,
    ProcessName,
    Process,
    CommandLine,
    PSComputerName,
    Protocol,
}

/// <summary>One socket of <c>MSFT_NetTCPConnection</c> or <c>MSFT_NetUDPEndpoint</c>.</summary>
internal static class WindowsSocketRow
{
    private static readonly AsciiNames Wrapped = new("value");

    /// <summary>Concludes the current record.</summary>
    public static void Read(JsonRow row, ReadingContext context, RecordSink sink)
    {
        var state = row[(int)WindowsSocketColumn.State];
        var transport = TransportNames.Find(row[(int)WindowsSocketColumn.Protocol].Text(16)) ?? (state.IsAbsent ? Transport.Udp : Transport.Tcp);
        if (state.IsAbsent && (transport is Transport.Tcp || !row[(int)WindowsSocketColumn.RemoteAddress].IsAbsent))
        {
            sink.Reject(RejectionReason.MissingField, "State");
        }
        else if (!state.IsAbsent && Listens(state) is not true)
        {
            Decline(state, sink);
        }
        else if (TryEndpoint(row, sink, out var local))
        {
            new ListedSocket(transport, Process(row)) { Device = Computer(row) }.Conclude(local, context, sink);
        }
    }

    private static void Decline(JsonValue state, RecordSink sink)
    {
        if (Listens(state) is null)
        {
            sink.Reject(RejectionReason.InvalidField, $"State {state.Excerpt()}");
        }
        else
        {
            sink.Filter(FilterRule.SocketNotListening);
        }
    }

    // MSFT_NetTCPConnection: 2 is Listen; its names are the same in every language. Windows PowerShell may wrap an enumeration as {"value":2,"Value":"Listen"}.
    private static bool? Listens(JsonValue state)
    {
        if (state.Kind is JsonTokenType.StartObject)
        {
            Span<JsonCell> cells = stackalloc JsonCell[1];
            return JsonRow.TryRead(state.Bytes, Wrapped, cells, out var wrapped) && wrapped[0].Kind is not JsonTokenType.StartObject ? Listens(wrapped[0]) : null;
        }

        return state.Kind is JsonTokenType.String or JsonTokenType.Number ? state.Number() == 2 || state.Is("listen"u8) || state.Is("listening"u8) : null;
    }

    private static bool TryEndpoint(JsonRow row, RecordSink sink, out Endpoint local)
    {
        local = default;
        var address = row[(int)WindowsSocketColumn.LocalAddress];
        var port = row[(int)WindowsSocketColumn.LocalPort];
        if (address.IsAbsent || port.IsAbsent)
        {
            sink.Reject(RejectionReason.MissingField, address.IsAbsent ? "LocalAddress" : "LocalPort");
        }
        else if (!address.TryAddress(out var bound))
        {
            sink.Reject(RejectionReason.InvalidField, $"LocalAddress {address.Excerpt()}");
        }
        else if (!port.TryPort(out var number))
        {
            sink.Reject(RejectionReason.InvalidField, $"LocalPort {port.Excerpt()}");
        }
        else
        {
            local = new(bound, number);
            return true;
        }

        return false;
    }

    // The owner's id alone tells nobody which program it is.
    private static ProcessIdentity? Process(JsonRow row)
    {
        var name = row[(int)WindowsSocketColumn.ProcessName].Text(64) ?? row[(int)WindowsSocketColumn.Process].Text(64);
        var id = row[(int)WindowsSocketColumn.OwningProcess].Number() is { } number and > 0 ? number : 0;
        return name is null || name.All(char.IsAsciiDigit) ? null : new(name, row[(int)WindowsSocketColumn.CommandLine].Text(256), id);
    }

    // Where a command ran on several machines, each record says on which.
    private static DeviceId? Computer(JsonRow row) =>
        row[(int)WindowsSocketColumn.PSComputerName].Is("localhost"u8) ? null : DeviceNames.Normalise(row[(int)WindowsSocketColumn.PSComputerName].Text(DeviceId.MaxLength));
}
