namespace ExposurePipeline.Local.Telemetry;

/// <summary>
/// Line formats whose first lines say what the columns are: the <c>#</c> lines of Zeek, masscan and the Windows firewall, the names of AWS's
/// columns and of CSV. Where a file is cut they are repeated in every body; where logs were put together, those that apply.
/// </summary>
internal static class HeadedLines
{
    /// <summary>Whether a text is one of lines: neither JSON nor XML, and no binary.</summary>
    public static bool Recognises(ReadOnlySpan<byte> content) =>
        content.TrimStart(" \t\r\n"u8) is [not ((byte)'{' or (byte)'[' or (byte)'<'), ..] && !content[..Math.Min(content.Length, 1024)].Contains((byte)0);

    /// <summary>Whole lines up to <see cref="Messages.TargetBytes"/> behind their header; a longer line makes a body of its own.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Cut(ReadOnlyMemory<byte> content)
    {
        var header = ReadOnlyMemory<byte>.Empty;
        var (start, at) = (0, 0);
        while (at < content.Length)
        {
            var headerLength = HeaderLength(content.Span[at..], isFirst: at == 0);
            var length = headerLength > 0 ? headerLength : LineLength(content.Span[at..]);
            if (at > start && (headerLength > 0 || header.Length + at - start + length > Messages.TargetBytes))
            {
                yield return (byte[])[.. header.Span, .. content.Span[start..at]];
                start = at;
            }

            header = headerLength > 0 ? content.Slice(at, length) : header;
            at += length;
            start = headerLength > 0 ? at : start;
        }

        yield return (byte[])[.. header.Span, .. content.Span[start..]];
    }

    // Later than at the beginning only lines that name columns are a header; '#close' ends Zeek's log before.
    private static int HeaderLength(ReadOnlySpan<byte> content, bool isFirst)
    {
        var length = 0;
        while (content[length..] is [(byte)'#', ..] && !content[length..].StartsWith("#close"u8))
        {
            length += LineLength(content[length..]);
        }

        var names = System.Text.Encoding.Latin1.GetString(content[..Math.Min(length, 4096)]).Contains("#fields", StringComparison.OrdinalIgnoreCase);
        return names || (isFirst && length > 0) ? length
            : isFirst && !HasAddressOrTime(content[..LineLength(content)]) ? LineLength(content)
            : 0;
    }

    // Every record has one: 10.0.0.5, 12:30:00, 1700000000.123.
    private static bool HasAddressOrTime(ReadOnlySpan<byte> line)
    {
        for (var i = 1; i + 1 < line.Length; i++)
        {
            if (line[i] is (byte)'.' or (byte)':' && char.IsAsciiHexDigit((char)line[i - 1]) && char.IsAsciiDigit((char)line[i + 1]))
                return true;
        }

        return false;
    }

    private static int LineLength(ReadOnlySpan<byte> content) => content.IndexOf((byte)'\n') is var end and >= 0 ? end + 1 : content.Length;
}
