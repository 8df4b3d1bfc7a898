namespace ExposurePipeline.Exposure.Normalisation.Osquery;

/// <summary>
/// Results of osquery's tables <c>listening_ports</c> and <c>process_open_sockets</c>, told apart by their columns; rows of other queries on
/// the same hub are filtered. See <see cref="OsqueryRows"/> for what wraps them.
/// </summary>
/// <remarks>
/// A connected socket does not tell who connected. It was accepted where the same body shows the same host listening on its local port: a system
/// gives no outgoing connection a port that is listened on. Send both tables, or all states of sockets, in one event.
/// </remarks>
public sealed class OsqueryReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "osquery";

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..]
        && (head.IndexOf("\"hostIdentifier\""u8) >= 0
            || (head.IndexOf("\"local_port\""u8) >= 0 && head.IndexOf("\"remote_port\""u8) >= 0 && head.IndexOf("\"protocol\""u8) >= 0)
            || (head.IndexOf("\"port\""u8) >= 0 && head.IndexOf("\"address\""u8) >= 0 && head.IndexOf("\"protocol\""u8) >= 0
                && (head.IndexOf("\"pid\""u8) >= 0 || head.IndexOf("\"family\""u8) >= 0)));

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        var rows = new OsqueryRows(body.Span, sink).Find();
        var listeners = OsqueryListeners.Of(body.Span, rows);
        foreach (var row in rows)
        {
            sink.Next(row.Start, row.Length);
            OsquerySocket.Conclude(body.Span[row.Columns], row.Entry, listeners, context, sink);
        }
    }
}
