using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Sockets;

/// <summary>A row of <c>netstat</c>: the protocol, on Linux and BSD two queue lengths, both ends, then state and process in an order of its own.</summary>
internal static class NetstatRow
{
    private const int MostWords = 12;

    private static readonly AsciiNames Tcp = new("tcp", "tcp4", "tcp6", "tcp46");
    private static readonly AsciiNames Udp = new("udp", "udp4", "udp6", "udp46");
    private static readonly AsciiNames Others = new("raw", "raw6", "unix", "sctp", "dccp", "icmp", "icmp4", "icmp6", "icm4", "icm6", "udplite", "udplite6");

    /// <summary>Whether a line is a row at all, be it half of one.</summary>
    public static bool IsRow(ReadOnlySpan<byte> line)
    {
        Span<Range> words = stackalloc Range[1];
        return Words.Split(line, words) > 0 && line[words[0]] is var first && (Tcp.Contains(first) || Udp.Contains(first) || Others.Contains(first));
    }

    /// <summary>Whether a line can be nothing else: a protocol, two numbers or none, and two endpoints.</summary>
    public static bool IsCertain(ReadOnlySpan<byte> line)
    {
        Span<Range> words = stackalloc Range[MostWords];
        var count = Words.Split(line, words);
        var ends = IsRow(line) ? Ends(line, words[..count]) : 0;
        return ends > 0 && ends + 1 < count && IsEndpoint(line[words[ends]]) && IsEndpoint(line[words[ends + 1]]);
    }

    /// <summary>Concludes the current record.</summary>
    /// <param name="line">The row.</param>
    /// <param name="program">The program named below it; empty where none is.</param>
    /// <param name="isUnended">Whether the row may be half of one.</param>
    /// <param name="context">What decides beside the bytes.</param>
    /// <param name="sink">Where the record is concluded.</param>
    public static void Read(ReadOnlySpan<byte> line, ReadOnlySpan<byte> program, bool isUnended, ReadingContext context, RecordSink sink)
    {
        Span<Range> words = stackalloc Range[MostWords];
        var count = Words.Split(line, words);
        var ends = Ends(line, words[..count]);
        if (Others.Contains(line[words[0]]))
        {
            sink.Filter(FilterRule.TransportNotRead);
        }
        else if (ends + 1 >= count)
        {
            sink.Reject(isUnended ? RejectionReason.Truncated : RejectionReason.MissingField, $"no two endpoints: '{Words.Excerpt(line)}'");
        }
        else if (!new ListedAddress(line[words[ends + 1]]).IsNobody || IsBound(line, words[(ends + 2)..count]))
        {
            sink.Filter(FilterRule.SocketNotListening);
        }
        else
        {
            var process = Process(line, words[(ends + 2)..count], program);
            new ListedSocket(Tcp.Contains(line[words[0]]) ? Transport.Tcp : Transport.Udp, process).Conclude(new ListedAddress(line[words[ends]]), context, sink);
        }
    }

    // Windows has no queues.
    private static int Ends(ReadOnlySpan<byte> line, ReadOnlySpan<Range> words) =>
        words.Length > 2 && Words.IsNumber(line[words[1]]) && Words.IsNumber(line[words[2]]) ? 3 : 1;

    private static bool IsEndpoint(ReadOnlySpan<byte> word) =>
        new ListedAddress(word) is { Port.Length: > 0 } end && (end.TryAddress(out _) || end.IsNobody) && (Words.IsNumber(end.Port) || end.IsNobody || end.TryPort(out _));

    // netstat -q of Windows: a port that is taken, on which nothing listens.
    private static bool IsBound(ReadOnlySpan<byte> line, ReadOnlySpan<Range> rest) => !rest.IsEmpty && line[rest[0]].SequenceEqual("BOUND"u8);

    // Linux writes "812/sshd", and names with blanks, last; Windows the number alone.
    private static ProcessIdentity? Process(ReadOnlySpan<byte> line, ReadOnlySpan<Range> rest, ReadOnlySpan<byte> program)
    {
        foreach (var range in rest)
        {
            var slash = line[range].IndexOf((byte)'/');
            if (slash > 0 && Words.IsNumber(line[range][..slash]))
            {
                return Named(line[(range.Start.Value + slash + 1)..], Words.Id(line[range][..slash]));
            }
        }

        return Named(program, rest.IsEmpty ? 0 : Words.Id(line[rest[^1]]));
    }

    // A process may have written its own title: "nginx: master process".
    private static ProcessIdentity? Named(ReadOnlySpan<byte> title, long id)
    {
        var colon = title.IndexOf((byte)':');
        var name = (colon < 0 ? title : title[..colon]).Trim(" \t"u8);
        return name.IsEmpty ? null : new(Encoding.UTF8.GetString(name[..Math.Min(name.Length, 64)]), null, id);
    }
}
