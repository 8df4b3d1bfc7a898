using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>Variance, standard deviation and covariance, of a sample and of a whole population (p), also with a predicate.</summary>
internal static class Spreads
{
    // The real engine gives variances to ten decimals, and takes the root of what it gives.
    private const int Decimals = 10;

    public static IEnumerable<Aggregate> All =>
    [
        .. Family(conditional: false, population: false), .. Family(conditional: false, population: true),
        .. Family(conditional: true, population: false), .. Family(conditional: true, population: true),
    ];

    private static IEnumerable<Aggregate> Family(bool conditional, bool population)
    {
        var suffix = (population ? "p" : "") + (conditional ? "if" : "");
        var (shape, pair) = conditional ? ("(value, predicate: bool): real", "(a, b, predicate: bool): real") : ("(value): real", "(a, b): real");
        return
        [
            new("variance" + suffix, shape, "skips nulls; 0 of none", site => Single(site, $"variance{suffix}_", conditional, m => m.Variance(population))),
            new("stdev" + suffix, shape, "skips nulls; 0 of none", site => Single(site, $"stdev{suffix}_", conditional, m => Math.Sqrt(m.Variance(population)))),
            new("covariance" + suffix, pair, "skips nulls; 0 of none", site => Pair(site, $"covariance{suffix}_", conditional, population)),
        ];
    }

    private static BoundAggregate Single(AggregateSite site, string prefix, bool conditional, Func<Moments, double> finish)
    {
        var value = Real(site, 0);
        var predicate = conditional ? site.Predicate(1) : null;
        return new(site.NameOf(prefix), ScalarType.Real, () => new Folding<double, Moments, double>(value, predicate, (m, v) => m.With(v, v), (m, _) => finish(m)));
    }

    private static BoundAggregate Pair(AggregateSite site, string prefix, bool conditional, bool population)
    {
        var (a, b) = (Real(site, 0), Real(site, 1));
        var predicate = conditional ? site.Predicate(2) : null;
        var both = new Call(ScalarType.Dynamic, [a, b], Functions.Define.Of<double, double, Dynamic>((x, y) => new DynamicArray([Dynamic.Of(x), Dynamic.Of(y)])).Implementation);
        return new($"{site.NameOf(prefix)}_{site.NameOf("", 1)}", ScalarType.Real, () => new Folding<Dynamic, Moments, double>(
            both, predicate, (m, v) => m.With(At(v, 0), At(v, 1)), (m, _) => m.Variance(population)));
    }

    private static double At(Dynamic pair, int index) => ((DynamicScalar<double>)((DynamicArray)pair).Items[index]!).Value;

    private static BoundExpression Real(AggregateSite site, int argument)
        => Widening.To(site.Argument(argument), ScalarType.Real) ?? throw site.WrongType(site.Argument(argument));

    /// <summary>Welford's running moments: https://doi.org/10.1080/00401706.1962.10490022.</summary>
    private readonly record struct Moments(long Count, double MeanA, double MeanB, double Together)
    {
        public Moments With(double a, double b)
        {
            var (count, off) = (Count + 1, a - MeanA);
            var meanB = MeanB + ((b - MeanB) / count);
            return new(count, MeanA + (off / count), meanB, Together + (off * (b - meanB)));
        }

        public double Variance(bool population)
        {
            var over = population ? Count : Count - 1;
            return over <= 0 ? 0 : Math.Round(Together / over, Decimals);
        }
    }
}
