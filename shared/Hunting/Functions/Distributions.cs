namespace ExposurePipeline.Hunting.Functions;

/// <summary>The gamma, beta and error functions.</summary>
internal static class Distributions
{
    private const double Tiny = 1e-300;

    // Lanczos' coefficients for g = 607/128.
    private static readonly double[] Lanczos =
    [
        0.99999999999999709182, 57.156235665862923517, -59.597960355475491248, 14.136097974741747174, -0.49191381609762019978, 0.33994649984811888699e-4, 0.46523628927048575665e-4, -0.98374475304879564677e-4,
        0.15808870322491248884e-3, -0.21026444172410488319e-3, 0.21743961811521264320e-3, -0.16431810653676389022e-3, 0.84418223983852743293e-4, -0.26190838401581408670e-4, 0.36899182659531622704e-5,
    ];

    public static IEnumerable<ScalarFunction> All =>
    [
        new("gamma", [Define.Of<double, double>(Gamma)]),
        new("loggamma", [Define.Of<double, double>(v => v <= 0 && v == Math.Floor(v) ? double.PositiveInfinity : v > 0 ? LogGamma(v) : Math.Log(Math.Abs(Gamma(v))))]),
        new("erf", [Define.Of<double, double>(v => v < 0 ? -Lower(0.5, v * v) : Lower(0.5, v * v))]),
        new("erfc", [Define.Of<double, double>(v => v < 0 ? 1 + Lower(0.5, v * v) : Upper(0.5, v * v))]),
        new("beta_cdf", [Define.Of<double, double, double, double>((x, a, b) => x is < 0 or > 1 or double.NaN ? double.NaN : a <= 0 || b <= 0 ? 1 : Beta(x, a, b))]),
        new("beta_inv", [Define.Try<double, double, double, double>((p, a, b) => p is < 0 or > 1 ? null : a <= 0 || b <= 0 ? double.NaN : BetaInverse(p, a, b))]) { Nulls = "null of no probability" },
        new("welch_test", [Define.Try<double, double, double, double, double, double, double>((m1, v1, n1, m2, v2, n2) => n1 > 1 && n2 > 1 && v1 >= 0 && v2 >= 0 && v1 + v2 > 0 ? Welch(m1 - m2, v1 / n1, n1, v2 / n2, n2) : null)]) { Nulls = "null of fewer than two values" },
        new("beta_pdf", [Define.Of<double, double, double, double>((x, a, b) => x is < 0 or > 1 || a <= 0 || b <= 0 ? double.NaN : Math.Exp(((a - 1) * Math.Log(x)) + ((b - 1) * Math.Log(1 - x)) + LogGamma(a + b) - LogGamma(a) - LogGamma(b)))]),
    ];

    public static double LogGamma(double x)
    {
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (x + i - 1);
        }

        var t = x - 0.5 + (607.0 / 128);
        return ((x - 0.5) * Math.Log(t)) - t + Math.Log(Math.Sqrt(2 * Math.PI) * sum);
    }

    // Factorials come out whole.
    private static double Gamma(double x) => x switch
    {
        <= 0 when x == Math.Floor(x) => double.NaN,
        < 0.5 => Math.PI / (Math.Sin(Math.PI * x) * Gamma(1 - x)),
        <= 171 when x == Math.Floor(x) => Enumerable.Range(1, (int)x - 1).Aggregate(1.0, (product, i) => product * i),
        _ => Math.Exp(LogGamma(x)),
    };

    /// <summary>The regularized lower incomplete gamma function.</summary>
    public static double Lower(double a, double x) => x <= 0 ? 0 : x >= a + 1 ? 1 - Fraction(a, x) : Series(a, x);

    /// <summary>The regularized upper incomplete gamma function.</summary>
    public static double Upper(double a, double x) => x <= 0 ? 1 : x >= a + 1 ? Fraction(a, x) : 1 - Series(a, x);

    private static double Series(double a, double x)
    {
        var (term, sum) = (1 / a, 1 / a);
        for (var n = 1; n < 1000 && Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum * Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
    }

    // Lentz' method, here and below.
    private static double Fraction(double a, double x)
    {
        var b = x + 1 - a;
        var (c, d) = (1 / Tiny, 1 / b);
        var h = d;
        for (var i = 1; i < 1000; i++)
        {
            var an = -i * (i - a);
            b += 2;
            d = 1 / NotZero((an * d) + b);
            c = NotZero(b + (an / c));
            h *= d * c;
        }

        return h * Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
    }

    /// <summary>The regularized incomplete beta function.</summary>
    public static double Beta(double x, double a, double b)
    {
        if (x is 0 or 1)
        {
            return x;
        }

        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x)));
        return x < (a + 1) / (a + b + 2) ? front * BetaFraction(x, a, b) / a : 1 - (front * BetaFraction(1 - x, b, a) / b);
    }

    private static double BetaFraction(double x, double a, double b)
    {
        var (c, d) = (1.0, 1 / NotZero(1 - ((a + b) * x / (a + 1))));
        var h = d;
        for (var m = 1; m < 1000; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            h *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            h *= d * c;
        }

        return h;
    }

    private static double BetaInverse(double p, double a, double b)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < 200 && low < high; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Beta(middle, a, b) < p ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    // How likely means so far apart are by chance: both tails of Student's distribution.
    private static double Welch(double apart, double spread1, double count1, double spread2, double count2)
    {
        var spread = spread1 + spread2;
        var (t, freedom) = (apart * apart / spread, spread * spread / ((spread1 * spread1 / (count1 - 1)) + (spread2 * spread2 / (count2 - 1))));
        return Beta(freedom / (freedom + t), freedom / 2, 0.5);
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
