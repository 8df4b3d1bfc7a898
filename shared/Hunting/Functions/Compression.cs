using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Stream = System.IO.Stream;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Text compressed as gzip or zlib, in base64.</summary>
internal static class Compression
{
    // The real engine stores text up to these lengths as it is.
    private const int GzipStores = 31;
    private const int ZlibStores = 51;

    // A query's text must not unpack to more memory than a query may take.
    private const int MaxUnpacked = 64 << 20;

    private const string Undone = "\"\" where it is no compressed text";

    public static IEnumerable<ScalarFunction> All =>
    [
        new("gzip_compress_to_base64_string", [Define.Of<string, string>(v => Packed(v, GzipStores, [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF], 8, bytes => new GZipStream(bytes, CompressionLevel.Optimal)))]),
        new("gzip_decompress_from_base64_string", [Define.Of<string, string>(v => Unpacked(v, bytes => new GZipStream(bytes, CompressionMode.Decompress)))]) { Nulls = Undone },
        new("zlib_compress_to_base64_string", [Define.Of<string, string>(v => Packed(v, ZlibStores, [0x78, 1], 4, bytes => new ZLibStream(bytes, CompressionLevel.Optimal)))]),
        new("zlib_decompress_from_base64_string", [Define.Of<string, string>(v => Unpacked(v, bytes => new ZLibStream(bytes, CompressionMode.Decompress)))]) { Nulls = Undone },
    ];

    private static string Packed(string text, int stores, byte[] header, int trailer, Func<Stream, Stream> packing)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var target = new System.IO.MemoryStream();
        using (var packed = packing(target))
        {
            packed.Write(bytes);
        }

        if (bytes.Length == 0)
        {
            return "";
        }

        var all = target.ToArray();
        var content = bytes.Length <= stores ? Stored(bytes) : all[header.Length..^trailer];
        return Convert.ToBase64String([.. header, .. content, .. all[^trailer..]]);
    }

    // One last block that is not compressed: RFC 1951, 3.2.4.
    private static byte[] Stored(byte[] bytes)
    {
        var head = new byte[5];
        head[0] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(1), (ushort)bytes.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(3), (ushort)~bytes.Length);
        return [.. head, .. bytes];
    }

    private static string Unpacked(string text, Func<Stream, Stream> unpacking)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            return "";
        }

        using var source = new System.IO.MemoryStream(bytes, 0, length);
        using var unpacked = unpacking(source);
        try
        {
            var portion = new byte[1 << 14];
            using var result = new System.IO.MemoryStream();
            for (var read = unpacked.Read(portion); read > 0 && result.Length < MaxUnpacked; read = unpacked.Read(portion))
            {
                result.Write(portion, 0, read);
            }

            return result.Length < MaxUnpacked ? Encoding.UTF8.GetString(result.GetBuffer(), 0, (int)result.Length) : "";
        }
        catch (System.IO.InvalidDataException)
        {
            return "";
        }
    }
}
