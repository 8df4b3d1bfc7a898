using System.Text;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Fuzz;

/// <summary>Bodies made to cost more than they weigh: one thing without end, alone or inside an otherwise sound body.</summary>
internal static class HostileBodies
{
    private static readonly string[] Alone =
    [
        "{", "[", "\"", "\\", ",", "x", "9", " ", "\n", "x\n", "{}", "{}\n", "{\"a\":", "[{\"a\":1,", "{\nx\n", "{1},", "{\"records\":[", "{\"records\":[{", "\"a\",\"b\n",
        "<a>", "<a ", "<!--", "<Event>", "<host>", "#fields\ta\n", "*filter\n", "-A a -j a\n", "src=1 ", "1 2 3 4\n", "a,b,c\n", "users:((", "\u001b[", "\0", "é",
    ];

    private static readonly string[] Inside = ["x", "9", "\"", "\\", "{", "[", "<a>", "x ", "x,", "a\n", "{},", "[]"];

    private static readonly string[] Starts = ["", "[", "{\"records\":[", "\"", "<", "<!--"];

    private static readonly string[] Nested = ["x", "\"", "{", "[]", "<a>", "a\n"];

    /// <summary>Bodies of about so many bytes.</summary>
    public static IEnumerable<byte[]> Of(IEnumerable<byte[]> seeds, int length)
    {
        foreach (var unit in Alone)
        {
            yield return Many(Encoding.UTF8.GetBytes(unit), length);
        }

        foreach (var seed in seeds)
        {
            yield return Many(seed, length);
            yield return Many([.. seed, (byte)'\n'], length);
            yield return Many(seed[..(seed.Length * 2 / 3)], length);
            foreach (var unit in Inside)
            {
                var half = seed.Length / 2;
                yield return [.. seed[..half], .. Many(Encoding.UTF8.GetBytes(unit), length), .. seed[half..]];
            }
        }
    }

    /// <summary>Bodies of about so many bytes whose cost may grow faster than they do: records without end, in lines and in one, whole, cut, and behind damage.</summary>
    public static IEnumerable<byte[]> Growing(IEnumerable<byte[]> seeds, int length)
    {
        foreach (var seed in seeds)
        {
            yield return Many(seed, length);
            yield return Many([.. seed, (byte)'\n'], length);
            yield return Many([.. seed[..(seed.Length * 2 / 3)], (byte)'\n'], length);
            yield return Many(seed[(seed.Length / 3)..], length);
            foreach (var start in Starts)
            {
                yield return [.. Encoding.UTF8.GetBytes(start), .. seed[..(seed.Length / 2)], .. Many(seed, length)];
            }

            foreach (var unit in Nested)
            {
                var half = seed.Length / 2;
                yield return [.. seed[..half], .. Many(Encoding.UTF8.GetBytes(unit), length), .. seed[half..]];
            }
        }
    }

    private static byte[] Many(byte[] unit, int length)
    {
        var many = new byte[length / unit.Length * unit.Length];
        for (var at = 0; at < many.Length; at += unit.Length)
        {
            unit.CopyTo(many, at);
        }

        return many;
    }
}
