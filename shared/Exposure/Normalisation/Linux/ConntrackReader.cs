using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Connections;
using ExposurePipeline.Exposure.Normalisation.Inventory;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Normalisation.Text;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Linux;

/// <summary>
/// Linux' connection tracking as text: events (<c>conntrack -E</c>, with <c>-o timestamp</c>, <c>extended</c>, <c>id</c>), listings (<c>conntrack -L</c>)
/// and <c>/proc/net/nf_conntrack</c>. Lines without a time have the event's (<see cref="EventProperties.ObservedAt"/>), else when the hub accepted it.
/// </summary>
/// <remarks>
/// A router tracks what it forwards. Where the answer comes from another address than the one asked (destination NAT), it is that inner address
/// which was reached, never the router whose log it is.
/// </remarks>
public sealed class ConntrackReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "conntrack";

    // nf_conntrack's tcp_conntrack_names. CLOSE follows any reset, a refusal included.
    private static readonly AsciiNames Completed = new("ESTABLISHED", "FIN_WAIT", "CLOSE_WAIT", "LAST_ACK", "TIME_WAIT");
    private static readonly AsciiNames Others = new("NONE", "SYN_SENT", "SYN_SENT2", "SYN_RECV", "LISTEN", "CLOSE");

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        var lines = new TextLines(head);
        while (lines.MoveNext())
        {
            var reply = lines.Current.LastIndexOf(" src="u8);
            if (reply > 0 && lines.Current.IndexOf(" src="u8) < reply && lines.Current.IndexOf(" dst="u8) is > 0 and var target && target < reply)
            {
                return head.TrimStart(" \t\r\n"u8)[0] is not ((byte)'{' or (byte)'<');
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        var lines = new TextLines(body.Span);
        while (lines.MoveNext())
        {
            sink.Next(lines.Start, lines.Length);
            if (lines.IsTooLong)
            {
                sink.Reject(RejectionReason.TooLarge, $"a line of {lines.Length} bytes");
            }
            else if (lines.Current.StartsWith("conntrack v"u8))
            {
                sink.Filter(FilterRule.KindNotRead); // how many entries were shown
            }
            else
            {
                Read(lines.Current, lines.IsUnended, context, sink);
            }
        }
    }

    private static void Read(ReadOnlySpan<byte> line, bool isUnended, ReadingContext context, RecordSink sink)
    {
        var entry = new ConntrackEntry(line);
        if (entry.Protocol.IsEmpty || !entry.Original.HasBegun)
        {
            sink.Reject(isUnended ? RejectionReason.Truncated : RejectionReason.InvalidField, $"no entry: '{ConntrackEntry.Excerpt(line)}'");
        }
        else if (TransportNames.Find(entry.Protocol) is not { } transport)
        {
            sink.Filter(FilterRule.TransportNotRead);
        }
        else if (!entry.Original.IsComplete || !entry.Reply.IsComplete)
        {
            sink.Reject(isUnended ? RejectionReason.Truncated : RejectionReason.MissingField, "src, dst, sport and dport of both directions");
        }
        else if (transport is Transport.Tcp && !entry.State.IsEmpty && !Completed.Contains(entry.State) && !Others.Contains(entry.State))
        {
            sink.Reject(RejectionReason.InvalidField, $"state '{ConntrackEntry.Excerpt(entry.State)}'");
        }
        else if (entry.Original.TryRead(sink, out var opener, out var asked) && entry.Reply.TryRead(sink, out var answerer, out _))
        {
            var isCompleted = !entry.IsUnreplied && (transport is Transport.Udp || Completed.Contains(entry.State) || entry.IsAssured);
            Conclude(new(transport, opener.Address, Local(asked, answerer), default, Name), isCompleted, entry.Time, asked, context, sink);
        }
    }

    private static void Conclude(
        RecordedFlow timeless, bool isCompleted, DateTimeOffset? printed, Endpoint asked, ReadingContext context, RecordSink sink)
    {
        if (!isCompleted)
        {
            sink.Filter(FilterRule.NotCompleted);
        }
        else if (!SnapshotTime.TryFind(context, out var time) && printed is null)
        {
            sink.Reject(RejectionReason.InvalidTimestamp, $"property '{EventProperties.ObservedAt}'");
        }
        else
        {
            var isForwarded = timeless.Responder.Address != asked.Address;
            RecordedFlow.Conclude(timeless with { Seen = Sighting.At(printed ?? time), IsForwarded = isForwarded }, context, sink);
        }
    }

    // What is redirected to loopback stays on the host that was asked.
    private static Endpoint Local(Endpoint asked, Endpoint answerer) => AddressSpace.IsLoopback(answerer.Address) ? asked : answerer;
}
