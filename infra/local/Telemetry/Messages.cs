using System.IO.Compression;
using System.Text.Json;
using ExposurePipeline.Exposure.Normalisation.Decoding;

namespace ExposurePipeline.Local.Telemetry;

/// <summary>
/// Cuts the content of a file into the bodies of events. Records are never changed: only where a body ends is chosen, what all of them need
/// repeated, and what is too large for a hub packed.
/// </summary>
public static class Messages
{
    /// <summary>Lines and array elements are put together up to this size, far below the limit of a hub.</summary>
    public const int TargetBytes = 256 * 1024;

    /// <summary>What one request to a hub may carry: 1 MB, less room for its envelope in which text is escaped.</summary>
    public const int LimitBytes = 1_000_000;

    /// <summary>Bodies in the order of the file; an empty file has one empty body, which the pipeline sets aside with that reason.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">Named in the error.</param>
    /// <exception cref="SetupException">A body is larger than a hub takes, even packed.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Cut(ReadOnlyMemory<byte> content, string name)
    {
        // Only text that is neither packed nor UTF-16 can be cut.
        var text = content.Length > LimitBytes && BodyText.Decode(content) is { Fault: null } decoded ? decoded.Bytes : content;
        return CutFreely(text).Select(body => body.Length <= LimitBytes ? body : Pack(body, name));
    }

    /// <summary>The lines of a body, each without its end; empty ones are left out.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> EachLine(ReadOnlyMemory<byte> body)
    {
        while (body.Length > 0)
        {
            var end = body.Span.IndexOf((byte)'\n');
            var line = (end < 0 ? body : body[..end]).TrimEnd("\r"u8);
            if (line.Length > 0)
                yield return line;
            body = end < 0 ? default : body[(end + 1)..];
        }
    }

    private static IEnumerable<ReadOnlyMemory<byte>> CutFreely(ReadOnlyMemory<byte> content)
    {
        if (JsonLines.Recognises(content.Span))
            return JsonLines.Cut(content);
        if (content.Length > TargetBytes && JsonElements.Find(content) is { } elements)
            return elements.Pack();
        return content.Length > LimitBytes && HeadedLines.Recognises(content.Span) ? HeadedLines.Cut(content) : [content];
    }

    private static ReadOnlyMemory<byte> Pack(ReadOnlyMemory<byte> body, string name)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(body.Span);
        if (packed.Length > LimitBytes)
            throw new SetupException($"{name}: a body of {body.Length:N0} bytes, {packed.Length:N0} packed; a hub takes {LimitBytes:N0}. Split it, JSON best as JSON Lines.");
        return packed.ToArray();
    }

    /// <summary>Whether a span is one whole JSON value and nothing else.</summary>
    internal static bool IsJsonValue(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
