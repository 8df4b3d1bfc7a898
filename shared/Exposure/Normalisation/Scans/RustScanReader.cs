using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Text;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>
/// RustScan's screen: <c>Open address:port</c> and <c>address -&gt; [port,port]</c>, the latter alone when greppable; TCP, without times. What
/// stands around them, its banner and nmap's output among it, says nothing more.
/// </summary>
public sealed class RustScanReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "rustscan";

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public int MaxBytes => 16 * 1024 * 1024;

    /// <inheritdoc/>
    public bool MayBeEmpty => true;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        var lines = new TextLines(head);
        Span<byte> room = stackalloc byte[TerminalText.MaxLine];
        while (lines.MoveNext())
        {
            var line = TerminalText.Plain(lines.Current, room);
            if (line.StartsWith(".----. .-. .-. "u8) || (line is [(byte)':', ..] && line.IndexOf("github.com/RustScan/"u8) > 0) || IsFinding(line))
            {
                return head.TrimStart(" \t\r\n["u8) is not [(byte)'{' or (byte)'<', ..];
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        var lines = new TextLines(body.Span);
        Span<byte> room = stackalloc byte[TerminalText.MaxLine];
        while (lines.MoveNext())
        {
            var line = TerminalText.Plain(lines.Current, room);
            if (line.StartsWith("Open "u8))
            {
                sink.Next(lines.Start, lines.Length);
                ReadOpen(line[5..].Trim((byte)' '), context, sink);
            }
            else if (line.IndexOf(" -> ["u8) is var arrow and > 0)
            {
                ReadList(line[..arrow].Trim((byte)' '), line[(arrow + 5)..], (lines.Start, lines.Length), context, sink);
            }
            else
            {
                sink.Next(lines.Start, lines.Length);
                sink.Filter(FilterRule.KindNotRead);
            }
        }
    }

    private static bool IsFinding(ReadOnlySpan<byte> line) =>
        (line.StartsWith("Open "u8) && line.LastIndexOf((byte)':') is var colon and > 0 && Digits(line[(colon + 1)..]))
        || (line.IndexOf(" -> ["u8) is var arrow and > 0 && Digits(line.Slice(arrow + 5, Math.Min(1, line.Length - arrow - 5))));

    private static bool Digits(ReadOnlySpan<byte> text) => !text.IsEmpty && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private static void ReadOpen(ReadOnlySpan<byte> text, ReadingContext context, RecordSink sink)
    {
        if (ScannedSocket.TryParse(text, out var socket))
        {
            ScanAnswer.Conclude(new(socket.Address, ScanTime.OfFile(context), "tcp", socket.Port, null, Name, Name), context, sink);
        }
        else
        {
            sink.Reject(RejectionReason.InvalidField, $"'{Excerpt(text)}' is no address with a port; host names are not resolved");
        }
    }

    private static void ReadList(ReadOnlySpan<byte> host, ReadOnlySpan<byte> list, (int Start, int Length) place, ReadingContext context, RecordSink sink)
    {
        var close = list.IndexOf((byte)']');
        if (close >= 0 && list[..close].IndexOfAnyExcept((byte)' ') < 0)
        {
            sink.Next(place.Start, place.Length);
            sink.Filter(FilterRule.NoPorts);
            return;
        }

        var isAddress = ScannedSocket.TryAddress(host, out var address);
        foreach (var element in (close < 0 ? list : list[..close]).Split((byte)','))
        {
            var isCut = close < 0 && element.End.GetOffset(list.Length) == list.Length;
            sink.Next(place.Start, place.Length);
            if (!isAddress || isCut)
            {
                var detail = isAddress ? "the list has no end" : $"'{Excerpt(host)}' is no address; host names are not resolved";
                sink.Reject(isAddress ? RejectionReason.Truncated : RejectionReason.InvalidField, detail);
            }
            else
            {
                var port = Encoding.UTF8.GetString(list[element].Trim((byte)' '));
                ScanAnswer.Conclude(new(address, ScanTime.OfFile(context), "tcp", port, null, Name, Name), context, sink);
            }
        }
    }

    private static string Excerpt(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, 64)]);
}
