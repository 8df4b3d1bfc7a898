using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Text;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>
/// masscan's list (<c>-oL</c>): <c>open tcp 80 192.0.2.1 1390380064</c>, and with <c>--banners</c> lines of kind <c>banner</c> with the protocol
/// and text behind the time. Lines of <c>#</c> begin and end a file and say nothing.
/// </summary>
internal static class MasscanText
{
    /// <summary>Whether the first line is the list's mark or one of its records.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head)
    {
        var lines = new TextLines(head);
        return lines.MoveNext()
            && (lines.Current.StartsWith("#masscan"u8)
                || ((lines.Current.StartsWith("open "u8) || lines.Current.StartsWith("closed "u8) || lines.Current.StartsWith("banner "u8))
                    && new Words(lines.Current) is { Count: >= 5 } words && IsProtocol(words.Protocol)));
    }

    /// <summary>Reads every line as one record.</summary>
    public static void Read(ReadOnlySpan<byte> body, ReadingContext context, RecordSink sink)
    {
        var lines = new TextLines(body);
        while (lines.MoveNext())
        {
            if (lines.Current[0] == '#')
            {
                continue;
            }

            sink.Next(lines.Start, lines.Length);
            if (lines.IsTooLong)
            {
                sink.Reject(RejectionReason.TooLarge, "line");
            }
            else
            {
                Conclude(new(lines.Current), lines.IsUnended, context, sink);
            }
        }
    }

    private static void Conclude(Words words, bool isUnended, ReadingContext context, RecordSink sink)
    {
        if (words.Count < 5)
        {
            sink.Reject(isUnended ? RejectionReason.Truncated : RejectionReason.InvalidField, $"{words.Count} fields instead of kind, protocol, port, address, time");
        }
        else if (words.Kind is "closed" or "unknown")
        {
            sink.Filter(FilterRule.PortNotOpen);
        }
        else if (words.Kind is not ("open" or "banner"))
        {
            sink.Reject(RejectionReason.InvalidField, $"kind '{words.Kind}'");
        }
        else if (!ScannedSocket.TryAddress(Encoding.UTF8.GetBytes(words.Address), out var address))
        {
            sink.Reject(RejectionReason.InvalidField, $"address '{words.Address}'");
        }
        else
        {
            var time = EventTime.TryParseEpoch(Encoding.UTF8.GetBytes(words.Time), out var seconds) ? seconds : default(DateTimeOffset?);
            ScanAnswer.Conclude(new(address, time, words.Protocol, words.Port, words.Service, MasscanReader.Name, MasscanReader.Name), context, sink);
        }
    }

    private static bool IsProtocol(string text) => text is "sctp" or "icmp" or "arp" or "oproto" || TransportNames.Find(text) is not null;

    // The banner's own words behind the sixth are not looked at.
    private readonly struct Words(ReadOnlySpan<byte> line)
    {
        private readonly string[] _words = Encoding.UTF8.GetString(line[..Math.Min(line.Length, 256)]).Split(' ', 7, StringSplitOptions.RemoveEmptyEntries);

        public int Count => _words.Length;

        public string Kind => _words[0];

        public string Protocol => _words[1];

        public string Port => _words[2];

        public string Address => _words[3];

        public string Time => _words[4];

        public string? Service => Kind == "banner" && Count > 5 ? _words[5] : null;
    }
}
