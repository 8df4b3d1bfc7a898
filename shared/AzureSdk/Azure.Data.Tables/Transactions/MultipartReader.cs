using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Azure.Data.Tables.Transactions;

/// <summary>Splits multipart bodies (RFC 2046) held in memory; an answer is at most 4 MiB. Lines may end in CRLF or LF.</summary>
internal static class MultipartReader
{
    public static bool TryBoundary(string? contentType, [NotNullWhen(true)] out string? boundary)
    {
        const string Name = "boundary=";
        var at = contentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true ? contentType.IndexOf(Name, StringComparison.OrdinalIgnoreCase) : -1;
        boundary = at < 0 ? null : contentType![(at + Name.Length)..].Split(';')[0].Trim().Trim('"');
        return !string.IsNullOrEmpty(boundary);
    }

    /// <summary>False when the closing delimiter is missing: the body was cut off.</summary>
    public static bool TrySplit(ReadOnlyMemory<byte> body, string boundary, out List<ReadOnlyMemory<byte>> parts)
    {
        parts = [];
        var delimiter = Encoding.ASCII.GetBytes("--" + boundary);
        var start = -1;
        for (var at = 0; at < body.Length;)
        {
            var line = LineAt(body, at, out var next);
            if (line.StartsWith(delimiter) && line[delimiter.Length..] is var rest && (rest.IsEmpty || rest.SequenceEqual("--"u8)))
            {
                if (start >= 0) parts.Add(body[start..at]);
                if (!rest.IsEmpty) return true;
                start = next;
            }

            at = next;
        }

        return false;
    }

    /// <summary>The lines up to the first empty one, and what follows it.</summary>
    public static (IReadOnlyList<string> Lines, ReadOnlyMemory<byte> Content) Head(ReadOnlyMemory<byte> part)
    {
        var lines = new List<string>();
        var at = 0;
        while (at < part.Length)
        {
            var line = LineAt(part, at, out at);
            if (line.IsEmpty) break;
            lines.Add(Encoding.UTF8.GetString(line));
        }

        return (lines, part[at..]);
    }

    public static string? Find(IEnumerable<string> headers, string name) =>
        headers.Select(Header).Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();

    public static (string Name, string Value) Header(string line) =>
        line.Split(':', 2) is [var name, var value] ? (name.Trim(), value.Trim()) : (line.Trim(), "");

    private static ReadOnlySpan<byte> LineAt(ReadOnlyMemory<byte> body, int at, out int next)
    {
        var rest = body.Span[at..];
        var end = rest.IndexOf((byte)'\n');
        next = end < 0 ? body.Length : at + end + 1;
        var line = end < 0 ? rest : rest[..end];
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }
}
