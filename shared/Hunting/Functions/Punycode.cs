using System.Text;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Punycode, alone and in the labels of a domain: RFC 3492.</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int Lowest = 1;
    private const int Highest = 26;
    private const string Prefix = "xn--";
    private static readonly char[] Dots = ['.', '\u3002', '\uFF0E', '\uFF61'];

    public static IEnumerable<ScalarFunction> All =>
    [
        new("punycode_from_string", [Define.Of<string, string>(Encode)]),
        new("punycode_to_string", [Define.Of<string, string>(v => Decode(v) ?? "")]) { Nulls = "\"\" where it is not punycode" },
        new("punycode_domain_to_string", [Define.Of<string, string>(v => string.Join('.', v.Split(Dots).Select(label => Ascii.IsValid(label) ? label : Prefix + Encode(label))))]),
        new("punycode_domain_from_string", [Define.Of<string, string>(Domain)]) { Nulls = "\"\" where it is not punycode" },
    ];

    private static string Domain(string text)
    {
        var labels = text.Split('.').Select(label => label.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? Decode(label[Prefix.Length..]) : label).ToArray();
        return labels.Contains(null) ? "" : string.Join('.', labels);
    }

    private static string Encode(string text)
    {
        var runes = text.EnumerateRunes().Select(r => r.Value).ToArray();
        var result = new StringBuilder().AppendJoin("", runes.Where(r => r < 0x80).Select(r => (char)r));
        var (plain, delta, bias) = (result.Length, 0L, 72);
        _ = plain > 0 && plain < runes.Length ? result.Append('-') : result;
        var done = plain;
        for (var (least, at) = (0x80, 0); done < runes.Length; least++)
        {
            at = runes.Where(r => r >= least).Min();
            delta += (long)(at - least) * (done + 1);
            least = at;
            foreach (var rune in runes)
            {
                delta += rune < least ? 1 : 0;
                if (rune == least)
                {
                    Append(result, delta, bias);
                    bias = Adapted(delta, done + 1, done == plain);
                    (delta, done) = (0, done + 1);
                }
            }

            delta++;
        }

        return result.ToString();
    }

    private static void Append(StringBuilder result, long delta, int bias)
    {
        for (var k = Base; ; k += Base)
        {
            var threshold = Math.Clamp(k - bias, Lowest, Highest);
            if (delta < threshold)
            {
                result.Append(Digit(delta));
                return;
            }

            result.Append(Digit(threshold + ((delta - threshold) % (Base - threshold))));
            delta = (delta - threshold) / (Base - threshold);
        }
    }

    private static string? Decode(string text)
    {
        var dash = text.LastIndexOf('-');
        var (runes, code, at, bias) = (text[..Math.Max(0, dash)].Select(c => (int)c).ToList(), 0x80L, 0L, 72);
        for (var next = dash + 1; next < text.Length; at++)
        {
            var (before, weight) = (at, 1L);
            for (var k = Base; ; k += Base)
            {
                var digit = next < text.Length ? Value(text[next++]) : -1;
                var threshold = Math.Clamp(k - bias, Lowest, Highest);
                at += digit * weight;
                if (digit < 0 || at > int.MaxValue)
                {
                    return null;
                }

                if (digit < threshold)
                {
                    break;
                }

                weight *= Base - threshold;
            }

            bias = Adapted(at - before, runes.Count + 1, before == 0);
            code += at / (runes.Count + 1);
            at %= runes.Count + 1;
            if (!Rune.IsValid((int)Math.Min(code, int.MaxValue)))
            {
                return null;
            }

            runes.Insert((int)at, (int)code);
        }

        return string.Concat(runes.Select(r => new Rune(r).ToString()));
    }

    private static int Adapted(long delta, int count, bool isFirst)
    {
        delta = isFirst ? delta / 700 : delta / 2;
        delta += delta / count;
        var k = 0;
        for (; delta > (Base - Lowest) * Highest / 2; k += Base)
        {
            delta /= Base - Lowest;
        }

        return k + (int)((Base - Lowest + 1) * delta / (delta + 38));
    }

    private static char Digit(long value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    private static int Value(char digit) => char.IsAsciiLetter(digit) ? (digit | 0x20) - 'a' : char.IsAsciiDigit(digit) ? digit - '0' + 26 : -1;
}
