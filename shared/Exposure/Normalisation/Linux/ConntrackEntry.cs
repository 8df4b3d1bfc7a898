using System.Buffers;
using System.Globalization;
using System.Text;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Linux;

/// <summary>
/// One line of conntrack: <c>[time] [event] ipv4 2 tcp 6 431999 ESTABLISHED src= dst= sport= dport= [UNREPLIED] src= dst= sport= dport= [ASSURED]</c>,
/// of which only the protocol's name and the two tuples are always there.
/// </summary>
internal ref struct ConntrackEntry
{
    private static readonly AsciiNames Families = new("ipv4", "ipv6");
    private static readonly AsciiNames Assurances = new("[ASSURED]", "[OFFLOAD]", "[HW_OFFLOAD]");
    private static readonly SearchValues<byte> Space = SearchValues.Create(" \t"u8);

    private ConntrackTuple _original;
    private ConntrackTuple _reply;

    /// <summary>Reads a line; what it does not have stays empty.</summary>
    public ConntrackEntry(ReadOnlySpan<byte> line)
    {
        Time = TakeTime(ref line);
        while (!(line = line.TrimStart(" \t"u8)).IsEmpty)
        {
            var end = line.IndexOfAny(Space);
            var word = end < 0 ? line : line[..end];
            Take(word);
            line = line[word.Length..];
        }
    }

    /// <summary>When the event was printed (<c>-o timestamp</c>); null where the line does not say.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary>The protocol's name.</summary>
    public ReadOnlySpan<byte> Protocol { get; private set; }

    /// <summary>The state of TCP's connection; old versions leave it out of DESTROY events.</summary>
    public ReadOnlySpan<byte> State { get; private set; }

    /// <summary>Nothing came back.</summary>
    public bool IsUnreplied { get; private set; }

    /// <summary>The handshake was completed and the connection went on (nf_conntrack's ASSURED, and offloading, which comes after it).</summary>
    public bool IsAssured { get; private set; }

    /// <summary>From who opened the connection to where it was sent.</summary>
    public readonly ConntrackTuple Original => _original;

    /// <summary>The way back: its source is who really answers, behind any translation.</summary>
    public readonly ConntrackTuple Reply => _reply;

    /// <summary>Some bytes for a person to read.</summary>
    public static string Excerpt(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, 40)]);

    // conntrack prints "[%-8ld.%-6ld]": the microseconds have no leading zeros, and spaces may follow them.
    private static DateTimeOffset? TakeTime(ref ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)']');
        if (line is not [(byte)'[', >= (byte)'0' and <= (byte)'9', ..] || end < 0)
        {
            return null;
        }

        var stamp = line[1..end].Trim((byte)' ');
        var point = stamp.IndexOf((byte)'.');
        line = line[(end + 1)..];
        return EventTime.TryParseEpoch(point < 0 ? stamp : stamp[..point], out var time)
            && int.TryParse(point < 0 ? "0"u8 : stamp[(point + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var micros) ? time.AddMicroseconds(micros) : null;
    }

    private void Take(ReadOnlySpan<byte> word)
    {
        var equals = word.IndexOf((byte)'=');
        if (equals >= 0)
        {
            TakeField(word[..equals], word[(equals + 1)..]);
        }
        else if (word[0] == '[')
        {
            IsUnreplied |= word.SequenceEqual("[UNREPLIED]"u8);
            IsAssured |= Assurances.Contains(word);
        }
        else if (Protocol.IsEmpty && char.IsAsciiLetter((char)word[0]) && !Families.Contains(word))
        {
            Protocol = word;
        }
        else if (State.IsEmpty && !_original.HasBegun && char.IsAsciiLetterUpper((char)word[0]))
        {
            State = word;
        }
    }

    private void TakeField(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var isReply = _reply.HasBegun || (_original.HasBegun && name.SequenceEqual("src"u8));
        if (isReply)
        {
            _reply.Take(name, value);
        }
        else
        {
            _original.Take(name, value);
        }
    }
}
