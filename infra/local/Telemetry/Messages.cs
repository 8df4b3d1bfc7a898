using System.Text.Json;

namespace ExposurePipeline.Local.Telemetry;

/// <summary>Cuts the content of a file into the bodies of events; bytes are never changed, only where one body ends is chosen.</summary>
public static class Messages
{
    /// <summary>Lines and array elements are put together up to this size, far below the limit of a hub.</summary>
    public const int TargetBytes = 256 * 1024;

    /// <summary>What one request to a hub may carry: 1 MB, less room for its envelope in which text is escaped.</summary>
    public const int LimitBytes = 1_000_000;

    /// <summary>Bodies in the order of the file; an empty file has one empty body, which the pipeline sets aside with that reason.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="name">Named in the error.</param>
    /// <exception cref="SetupException">A body is larger than a hub takes.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> Cut(ReadOnlyMemory<byte> content, string name)
    {
        foreach (var body in CutFreely(content))
        {
            if (body.Length > LimitBytes)
                throw new SetupException($"{name}: a body of {body.Length:N0} bytes; a hub takes {LimitBytes:N0}. Split it, JSON best as JSON Lines.");
            yield return body;
        }
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
        return content.Length > TargetBytes && JsonElements.TryFind(content.Span, out var elements)
            ? JsonElements.Pack(content, elements)
            : [content];
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
