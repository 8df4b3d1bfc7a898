using System.Runtime.InteropServices;
using Stream = System.IO.Stream;

namespace ExposurePipeline.Reachability.Resources.Documents;

/// <summary>Cloud configuration as text of any length: one JSON document, one a line, or one after another, in UTF-8.</summary>
/// <remarks>
/// <para>
/// Short documents come as they are. The lists of a long one (<see cref="ICloudReader.Lists"/>) are cut, and each portion stands in its envelope with the
/// other members: <c>columns</c> is with every portion of <c>rows</c>. So the portions tell of the same resources as the whole, each resource's in the same order.
/// </para>
/// <para>
/// What cannot be read is told with its place; what stands before it is delivered, and so is what follows, element by element or document by document, as far
/// as the brackets tell where that begins.
/// </para>
/// </remarks>
public static class ConfigurationText
{
    private const int Window = 1024 * 1024;

    /// <summary>The documents of a text, read on as they are asked for.</summary>
    /// <param name="open">
    /// Opens the text from its beginning; called again for an envelope longer than <see cref="TextLimits.Largest"/>, since what concerns its lists may stand after them.
    /// </param>
    /// <param name="limits">How small the portions are; null for the default.</param>
    public static IEnumerable<Document> Read(Func<Stream> open, TextLimits? limits = null) => Read(open, limits ?? TextLimits.Default, Window);

    /// <summary>The documents of a text that is in memory.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limits">How small the portions are.</param>
    public static IEnumerable<Document> Read(ReadOnlyMemory<byte> text, TextLimits limits)
    {
        var bytes = MemoryMarshal.TryGetArray(text, out var segment) ? segment : text.ToArray();
        return Read(() => new System.IO.MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false), limits, Math.Min(Window, bytes.Count + 1));
    }

    private static IEnumerable<Document> Read(Func<Stream> open, TextLimits limits, int size)
    {
        using var stream = open();
        var json = new JsonText(new(stream, size));
        SkipByteOrderMark(json.Window);
        foreach (var document in new DocumentCutter(json, new(), offset => At(open(), offset), limits).Documents())
        {
            yield return document;
        }
    }

    private static void SkipByteOrderMark(TextWindow window)
    {
        while (window.Length < 3 && window.More())
        {
        }

        window.Pass(window.Bytes is [0xef, 0xbb, 0xbf, ..] ? 3 : 0);
    }

    private static Stream At(Stream stream, long offset)
    {
        if (stream.CanSeek)
        {
            stream.Position = offset;
            return stream;
        }

        for (var (buffer, left) = (new byte[Window], offset); left > 0;)
        {
            var count = stream.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            left = count == 0 ? 0 : left - count;
        }

        return stream;
    }
}
