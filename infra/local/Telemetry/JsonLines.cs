namespace ExposurePipeline.Local.Telemetry;

/// <summary>JSON Lines: one record per line, LF or CRLF.</summary>
internal static class JsonLines
{
    private const byte LineFeed = (byte)'\n';

    /// <summary>Whether the first line is a whole JSON object and another line with content follows; later lines may be corrupt.</summary>
    public static bool Recognises(ReadOnlySpan<byte> content)
    {
        var text = content.TrimStart(" \t\r\n\uFEFF"u8);
        var end = text.IndexOf(LineFeed);
        return end > 0 && text[0] == (byte)'{'
            && !text[end..].Trim(" \t\r\n"u8).IsEmpty
            && Messages.IsJsonValue(text[..end].TrimEnd((byte)'\r'));
    }

    /// <summary>Whole lines up to <see cref="Messages.TargetBytes"/>; a longer line makes a body of its own.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Cut(ReadOnlyMemory<byte> content)
    {
        while (content.Length > 0)
        {
            var length = BodyLength(content.Span);
            yield return content[..length];
            content = content[length..];
        }
    }

    private static int BodyLength(ReadOnlySpan<byte> content)
    {
        if (content.Length <= Messages.TargetBytes)
            return content.Length;
        var last = content[..Messages.TargetBytes].LastIndexOf(LineFeed);
        if (last >= 0)
            return last + 1;
        var first = content.IndexOf(LineFeed);
        return first < 0 ? content.Length : first + 1;
    }
}
