using System.IO.Compression;
using System.Text;

namespace ExposurePipeline.Local.Configuration;

/// <summary>A file as UTF-8, however it was written: packed by gzip, or in UTF-16 as Windows PowerShell redirects output.</summary>
internal static class ConfigurationStream
{
    private const int Buffer = 256 * 1024;

    /// <summary>Opens it from its beginning.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="content">What it holds, where it comes once only, as standard input does; else null.</param>
    /// <exception cref="SetupException">It cannot be opened.</exception>
    public static Stream Open(string file, byte[]? content) =>
        Decoded(() => Unpacked(() => content is null ? Bytes(file) : new MemoryStream(content)));

    private static Stream Unpacked(Func<Stream> open) =>
        Head(open) is [0x1f, 0x8b, 0x08, ..] ? new GZipStream(open(), CompressionMode.Decompress) : open();

    private static Stream Decoded(Func<Stream> open) => Head(open) switch
    {
        [0xff, 0xfe, ..] or [not 0, 0, ..] => Encoding.CreateTranscodingStream(open(), Encoding.Unicode, Encoding.UTF8),
        [0xfe, 0xff, ..] or [0, not 0, ..] => Encoding.CreateTranscodingStream(open(), Encoding.BigEndianUnicode, Encoding.UTF8),
        _ => open(),
    };

    private static byte[] Head(Func<Stream> open)
    {
        using var stream = open();
        var head = new byte[3];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    private static FileStream Bytes(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, Buffer, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"{file} cannot be read: {e.Message}");
        }
    }
}
