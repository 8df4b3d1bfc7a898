using ExposurePipeline.Tests.Support.Fuzzing;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Fuzz;

/// <summary>What happens to files on their way: lost and changed bytes, cuts, other files' pieces, foreign encodings.</summary>
/// <param name="seeds">Bodies of every format, from which pieces are taken.</param>
internal sealed class Damage(IReadOnlyList<Seed> seeds)
{
    private static readonly byte[] Replacements = [0, (byte)'"', (byte)'{', (byte)']', (byte)',', (byte)'\n', (byte)'-', (byte)'9', (byte)' ', (byte)'\\', 0x1b, 0xff];

    private static readonly string[] Written =
    [
        "-1", "-443", "65536", "99999999999999999999", "1e999", "0x1F", "null", "true", "\"\"", "{}", "[]", "{\"a\":", "\\u", "\\ud800", "\\\"", "é", "\0", "\r\n", "\n\n",
        "::", "%eth0", "0.0.0.0", "255.255.255.255", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00+14:00", "2026-07-18",
        "<", "</host>", "<!--", "<![CDATA[", "&#0;", "&lt;", "<!ENTITY a \"b\">", "\u001b[31m", "\"records\":[", "#fields\t", "*nat\n", "COMMIT\n", "src=", "/open/",
    ];

    private readonly Mutation mutation = new([.. seeds.Select(static seed => seed.Body)], Written);

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
    public byte[] Large(byte[] body, Random random) => mutation.Of(body, random);
}
