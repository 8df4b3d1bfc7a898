using System.Text.Json;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Osquery;

/// <summary>Columns of the two tables, and of <c>processes</c>, with which they are often joined.</summary>
internal enum SocketColumn
{
    Pid,
    Protocol,
    State,
    Net_namespace,
    Local_address,
    Local_port,
    Remote_address,
    Remote_port,
    Address,
    Port,
    Name,
    Process_name,
    Path,
    Cmdline,
}

/// <summary>A row of either table.</summary>
/// <param name="row">Its columns; osquery writes every value as text.</param>
internal readonly ref struct SocketColumns(JsonRow row)
{
    /// <summary>Their names.</summary>
    public static AsciiNames Names { get; } = AsciiNames.Of<SocketColumn>();

    private readonly JsonRow _row = row;

    /// <summary>A value.</summary>
    public JsonValue this[SocketColumn column] => _row[(int)column];

    /// <summary>Whether the row is of <c>process_open_sockets</c>.</summary>
    public bool IsOpenSocket => Has(SocketColumn.Local_port) || Has(SocketColumn.Remote_port);

    /// <summary>Whether the row is of <c>listening_ports</c>.</summary>
    public bool IsListeningPort => !IsOpenSocket && Has(SocketColumn.Port) && (Has(SocketColumn.Address) || Has(SocketColumn.Protocol));

    /// <summary>The local address.</summary>
    public JsonValue LocalAddress => this[IsOpenSocket ? SocketColumn.Local_address : SocketColumn.Address];

    /// <summary>The local port.</summary>
    public JsonValue LocalPort => this[IsOpenSocket ? SocketColumn.Local_port : SocketColumn.Port];

    /// <summary>TCP or UDP; null for every other protocol, Unix sockets' 0 included.</summary>
    public Transport? Transport => this[SocketColumn.Protocol].IsAbsent ? null : TransportNames.Find(this[SocketColumn.Protocol].Bytes);

    /// <summary>Whether the socket has no peer: by its state, or as osquery itself fills <c>listening_ports</c>, by the missing remote port.</summary>
    public bool IsUnconnected =>
        IsListeningPort || this[SocketColumn.State].Is("LISTEN"u8)
        || (this[SocketColumn.Remote_port] is { IsAbsent: false } peer && peer.TryPort(out var port) && port == 0 && (this[SocketColumn.State].IsAbsent || Transport is Values.Transport.Udp));

    /// <summary>The process, where a join brought its name or the path of its file.</summary>
    public Events.ProcessIdentity? Process
    {
        get
        {
            var path = this[SocketColumn.Path].Text(1024);
            var name = this[SocketColumn.Name].Text(260) ?? this[SocketColumn.Process_name].Text(260) ?? path?[(path.LastIndexOfAny(['/', '\\']) + 1)..];
            return string.IsNullOrEmpty(name) ? null : new(name, this[SocketColumn.Cmdline].Text(256), this[SocketColumn.Pid].Number() ?? 0);
        }
    }

    private bool Has(SocketColumn column) => this[column].Kind is not JsonTokenType.None;
}
