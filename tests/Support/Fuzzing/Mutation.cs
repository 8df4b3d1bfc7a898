using System.IO.Compression;
using System.Text;

namespace ExposurePipeline.Tests.Support.Fuzzing;

/// <summary>What happens to bytes on their way: lost and changed ones, cuts, pieces of others, foreign encodings.</summary>
/// <param name="seeds">Sound inputs, from which pieces are taken; none is empty.</param>
/// <param name="scraps">Texts that mean something to the reader.</param>
public sealed class Mutation(IReadOnlyList<byte[]> seeds, IReadOnlyList<string> scraps)
{
    private const int LongestCut = 64;
    private const int LongestRun = 3000;

    private readonly byte[][] pieces = [.. scraps.Select(Encoding.UTF8.GetBytes)];

    /// <summary>A seed, damaged once or twice.</summary>
    public byte[] Any(Random random) => Of(seeds[random.Next(seeds.Count)], random);

    /// <summary>The bytes, damaged once or twice.</summary>
    public byte[] Of(byte[] body, Random random)
    {
        var damaged = Once(body, random);
        return random.Next(3) == 0 ? Once(damaged, random) : damaged;
    }

    private byte[] Once(byte[] body, Random random)
    {
        var at = random.Next(body.Length + 1);
        var end = random.Next(at, Math.Min(body.Length, at + LongestCut) + 1);
        return random.Next(13) switch
        {
            0 => [.. body[..at], .. Scrap(random), .. body[at..]],
            1 => [.. body[..at], .. Scrap(random), .. body[end..]],
            2 => [.. body[..at], .. Piece(random)],
            3 => [.. body[..at], .. Piece(random), .. body[end..]],
            4 => [.. body[..end], .. Enumerable.Repeat(body[at..end], random.Next(2, 40)).SelectMany(piece => piece), .. body[end..]],
            5 => [.. body[..at], .. Enumerable.Repeat("x9\"{[ \\<,\n\t:"u8[random.Next(12)], random.Next(65, LongestRun)), .. body[at..]],
            6 => [.. body[..at], .. Bytes(random, random.Next(1, 16)), .. body[end..]],
            7 => [.. body, .. random.Next(2) == 0 ? [] : "\r\n"u8, .. body],
            8 => [.. body, .. seeds[random.Next(seeds.Count)]],
            9 => Cut(Packed(body), random.Next(12)),
            10 => [.. random.Next(2) == 0 ? Encoding.Unicode.GetPreamble() : [], .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body))],
            11 => body[..at],
            _ => Cut(Encoding.BigEndianUnicode.GetBytes(Encoding.UTF8.GetString(body)), random.Next(2)),
        };
    }

    private byte[] Scrap(Random random) => pieces[random.Next(pieces.Length)];

    private byte[] Piece(Random random)
    {
        var other = seeds[random.Next(seeds.Count)];
        var at = random.Next(other.Length);
        return other[at..random.Next(at, other.Length)];
    }

    private static byte[] Cut(byte[] body, int lost) => body[..Math.Max(0, body.Length - lost)];

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Packed(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }
}
