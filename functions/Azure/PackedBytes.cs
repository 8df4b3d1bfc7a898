using System.IO.Compression;
using Azure.Data.Tables;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Bytes in a row, compressed with Brotli.</summary>
internal static class PackedBytes
{
    /// <summary>Most that is kept compressed: an entity holds 1 MiB, and its other columns take a part of it.</summary>
    public const int MaxBytes = 832 * 1024;

    private const int Quality = 4; // higher ones take several times as long for a few percent
    private const int Window = 18;
    private const string Length = "Length";

    public static byte[] Pack(ReadOnlyMemory<byte> bytes)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes.Span, packed, out var written, Quality, Window)
            ? packed[..written]
            : throw new InvalidOperationException("Brotli needs more than it says.");
    }

    public static void Write(TableEntity row, string name, byte[] packed, int length)
    {
        row[name + Length] = length;
        BinaryProperty.Write(row, name, packed);
    }

    /// <summary>Bytes that it takes in a row.</summary>
    public static int Size(TableEntity row, string name) => BinaryProperty.Read(row, name).Length;

    /// <exception cref="FormatException">The row was damaged.</exception>
    public static byte[] Read(TableEntity row, string name)
    {
        var bytes = new byte[row.GetInt32(name + Length) ?? 0];
        return bytes.Length == 0 || (BrotliDecoder.TryDecompress(BinaryProperty.Read(row, name).Span, bytes, out var written) && written == bytes.Length)
            ? bytes
            : throw new FormatException($"{name} cannot be unpacked.");
    }
}
