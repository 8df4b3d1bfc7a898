using System.IO.Compression;
using System.Text;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Fuzz;

/// <summary>What happens to files on their way: lost and changed bytes, cuts, other files' pieces, foreign encodings.</summary>
/// <param name="seeds">Bodies of every format, from which pieces are taken.</param>
internal sealed class Damage(IReadOnlyList<Seed> seeds)
{
    private static readonly byte[] Replacements = [0, (byte)'"', (byte)'{', (byte)']', (byte)',', (byte)'\n', (byte)'-', (byte)'9', (byte)' ', (byte)'\\', 0x1b, 0xff];

    private static readonly string[] Scraps =
    [
        "-1", "-443", "65536", "99999999999999999999", "1e999", "0x1F", "null", "true", "\"\"", "{}", "[]", "{\"a\":", "\\u", "\\ud800", "\\\"", "é", "\0", "\r\n", "\n\n",
        "::", "%eth0", "0.0.0.0", "255.255.255.255", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00+14:00", "2026-07-18",
        "<", "</host>", "<!--", "<![CDATA[", "&#0;", "&lt;", "<!ENTITY a \"b\">", "\u001b[31m", "\"records\":[", "#fields\t", "*nat\n", "COMMIT\n", "src=", "/open/",
    ];

    /// <summary>Every damage of one byte, at every place: the body cut there, the byte lost, doubled, or changed.</summary>
    public static IEnumerable<byte[]> Small(byte[] body)
    {
        for (var at = 0; at < body.Length; at++)
        {
            yield return body[..at];
            yield return [.. body[..at], .. body[(at + 1)..]];
            yield return [.. body[..(at + 1)], .. body[at..]];
            foreach (var replacement in Replacements)
            {
                yield return [.. body[..at], replacement, .. body[(at + 1)..]];
            }
        }
    }

    /// <summary>One larger damage, sometimes two.</summary>
    public byte[] Large(byte[] body, Random random)
    {
        var damaged = Once(body, random);
        return random.Next(3) == 0 ? Once(damaged, random) : damaged;
    }

    private byte[] Once(byte[] body, Random random)
    {
        var at = random.Next(body.Length + 1);
        var end = random.Next(at, Math.Min(body.Length, at + 64) + 1);
        return random.Next(12) switch
        {
            0 => [.. body[..at], .. Text(Scraps[random.Next(Scraps.Length)]), .. body[at..]],
            1 => [.. body[..at], .. Text(Scraps[random.Next(Scraps.Length)]), .. body[end..]],
            2 => [.. body[..at], .. Piece(random)],
            3 => [.. body[..at], .. Piece(random), .. body[end..]],
            4 => [.. body[..end], .. Enumerable.Repeat(body[at..end], random.Next(2, 40)).SelectMany(piece => piece), .. body[end..]],
            5 => [.. body[..at], .. Text(new string("x9\"{[ \\<,\n\t:"[random.Next(12)], random.Next(65, 3000))), .. body[at..]],
            6 => [.. body[..at], .. Bytes(random, random.Next(1, 16)), .. body[end..]],
            7 => [.. body, .. random.Next(2) == 0 ? [] : "\r\n"u8, .. body],
            8 => [.. body, .. seeds[random.Next(seeds.Count)].Body],
            9 => Packed(body)[..^random.Next(12)],
            10 => [.. random.Next(2) == 0 ? Encoding.Unicode.GetPreamble() : [], .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body))],
            _ => Encoding.BigEndianUnicode.GetBytes(Encoding.UTF8.GetString(body))[..^random.Next(2)],
        };
    }

    private byte[] Piece(Random random)
    {
        var other = seeds[random.Next(seeds.Count)].Body;
        var at = random.Next(other.Length);
        return other[at..random.Next(at, other.Length)];
    }

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

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
