using System.Numerics;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Series filtered by a finite response, and seen as frequencies and back.</summary>
internal static class Fourier
{
    // The plain sum takes the square of this many steps.
    private const int MaxLength = 1 << 13;
    private const string Nulls = "null where an element is no number, or of more than 8,192";

    public static IEnumerable<ScalarFunction> All =>
    [
        new("series_fft", [Define.Dynamics(v => Transformed(v, inverse: false))]) { Nulls = Nulls, Outputs = [new("real", ScalarType.Dynamic), new("imag", ScalarType.Dynamic)] },
        new("series_ifft", [Define.Dynamics(v => Transformed(v, inverse: true))]) { Nulls = Nulls, Outputs = [new("real", ScalarType.Dynamic), new("imag", ScalarType.Dynamic)] },
        new("series_fir", [Define.Dynamics(Filtered)]) { TakesAnythingAsDynamic = true, Nulls = "(series, filter [, normalize: true [, center: false]]); null where an element is no number" },
    ];

    private static DynamicArray? Transformed(Dynamic?[] given, bool inverse)
    {
        var (real, imaginary) = (Series.Numbers(given[0]), given.Length > 1 ? Series.Numbers(given[1]) : []);
        if (real is not { Length: > 0 and <= MaxLength } || imaginary is null || (imaginary.Length > 0 && imaginary.Length != real.Length))
        {
            return null;
        }

        Complex[] from = [.. real.Select((x, i) => new Complex(x, imaginary.Length > 0 ? imaginary[i] : 0))];
        Complex[] to = [.. from.Select((_, k) => Sum(from, k, inverse ? 1 : -1) / (inverse ? from.Length : 1))];
        return new([Series.Of(to.Select(c => c.Real)), Series.Of(to.Select(c => c.Imaginary))]);
    }

    private static Complex Sum(Complex[] from, int frequency, int sign)
    {
        var sum = Complex.Zero;
        for (var i = 0; i < from.Length; i++)
        {
            sum += from[i] * Complex.FromPolarCoordinates(1, sign * 2 * Math.PI * ((long)frequency * i % from.Length) / from.Length);
        }

        return sum;
    }

    // Before its beginning, and when centred behind its end, the series is zero.
    private static DynamicArray? Filtered(Dynamic?[] given)
    {
        if (given.Length < 2 || Series.Numbers(given[0]) is not { } series || Series.Numbers(given[1]) is not { Length: > 0 } filter)
        {
            return null;
        }

        var normalizes = given.Length < 3 || given[2] is not DynamicScalar<bool> { Value: false };
        var shift = given.Length > 3 && given[3] is DynamicScalar<bool> { Value: true } ? filter.Length / 2 : 0;
        var over = normalizes && filter.Sum() is not 0 and var sum ? sum : 1;
        return Series.Of(series.Select((_, i) => filter.Select((weight, k) => i + shift - k is >= 0 and var at && at < series.Length ? weight * series[at] : 0).Sum() / over));
    }
}
