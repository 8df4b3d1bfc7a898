using System.Globalization;
using System.Numerics;

namespace ExposurePipeline.Hunting.Values;

/// <summary>
/// The digits of reals as the real engine finds them: short, and read back as the same value, though not always the shortest or nearest.
/// Florian Loitsch's Grisu2: https://doi.org/10.1145/1809028.1806623.
/// </summary>
internal static class RealText
{
    // The real engine does not look for the nearest text where it takes so many places.
    private const int NotRounded = 9;
    private const ulong HiddenBit = 1UL << 52;
    private static readonly (ulong Fraction, int Exponent)[] Powers = [.. Enumerable.Range(0, 87).Select(i => Power(-348 + (8 * i)))];

    /// <summary>Positive digits and the power of ten of the last.</summary>
    public static (string Digits, int Power) Of(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var (biased, fraction) = ((int)(bits >> 52) & 0x7FF, bits & (HiddenBit - 1));
        var (f, e) = biased == 0 ? (fraction, -1074) : (fraction | HiddenBit, biased - 1075);
        var (high, highExponent) = Normal((f << 1) + 1, e - 1);
        var low = f == HiddenBit ? (Fraction: (f << 2) - 1, Exponent: e - 2) : (Fraction: (f << 1) - 1, Exponent: e - 1);
        var lowest = low.Fraction << (low.Exponent - highExponent);
        var (power, tens) = Cached(highExponent);
        var middle = Product(Normal(f, e).Fraction, power.Fraction);
        var top = Product(high, power.Fraction) - 1;
        var bottom = Product(lowest, power.Fraction) + 1;
        return Generate(middle, top, highExponent + power.Exponent + 64, top - bottom, tens);
    }

    private static (string, int) Generate(ulong middle, ulong top, int exponent, ulong delta, int tens)
    {
        var shift = -exponent;
        var (one, distance) = (1UL << shift, top - middle);
        var (whole, part, digits) = ((uint)(top >> shift), top & (one - 1), new List<char>(20));
        for (var kappa = whole.ToString(CultureInfo.InvariantCulture).Length; kappa > 0;)
        {
            var unit = (uint)Math.Pow(10, --kappa);
            Add(digits, whole / unit);
            whole %= unit;
            var rest = ((ulong)whole << shift) + part;
            if (rest <= delta)
            {
                return Rounded(digits, delta, rest, (ulong)unit << shift, distance, tens + kappa);
            }
        }

        for (var (kappa, scale) = (0, 1UL); ;)
        {
            (part, delta, scale) = (part * 10, delta * 10, scale * 10);
            Add(digits, (uint)(part >> shift));
            part &= one - 1;
            kappa--;
            if (part < delta)
            {
                return Rounded(digits, delta, part, one, kappa > -NotRounded ? distance * scale : 0, tens + kappa);
            }
        }
    }

    // Zeros do not lead.
    private static void Add(List<char> digits, uint digit)
    {
        if (digit > 0 || digits.Count > 0)
        {
            digits.Add((char)('0' + digit));
        }
    }

    private static (string, int) Rounded(List<char> digits, ulong delta, ulong rest, ulong unit, ulong distance, int power)
    {
        while (rest < distance && delta - rest >= unit && (rest + unit < distance || distance - rest > rest + unit - distance))
        {
            digits[^1]--;
            rest += unit;
        }

        return (string.Concat(digits), power);
    }

    private static (ulong Fraction, int Exponent) Normal(ulong fraction, int exponent)
    {
        var zeros = BitOperations.LeadingZeroCount(fraction);
        return (fraction << zeros, exponent - zeros);
    }

    private static ulong Product(ulong a, ulong b) => (ulong)((((UInt128)a * b) + (1UL << 63)) >> 64);

    private static ((ulong Fraction, int Exponent) Power, int Tens) Cached(int exponent)
    {
        var index = ((int)Math.Ceiling(((-61 - exponent) * 0.30102999566398114) + 347) >> 3) + 1;
        return (Powers[index], 348 - (index << 3));
    }

    // 64 bits of a power of ten, rounded.
    private static (ulong, int) Power(int tens)
    {
        var (above, below) = tens < 0 ? (BigInteger.One, BigInteger.Pow(10, -tens)) : (BigInteger.Pow(10, tens), BigInteger.One);
        var shift = 65 - (int)(above.GetBitLength() - below.GetBitLength());
        var quotient = shift >= 0 ? (above << shift) / below : above / (below << -shift);
        var extra = (int)quotient.GetBitLength() - 64;
        var rounded = (quotient + (BigInteger.One << (extra - 1))) >> extra;
        return ((ulong)rounded, extra - shift);
    }
}
