namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>A hexagon on a face: steps along three axes at 120 degrees, none below zero and one of them zero.</summary>
internal readonly record struct Ijk(int I, int J, int K)
{
    private const double Sin60 = 0.8660254037844386;

    /// <summary>The steps that the digits of an index stand for.</summary>
    public static readonly Ijk[] Steps = [new(0, 0, 0), new(0, 0, 1), new(0, 1, 0), new(0, 1, 1), new(1, 0, 0), new(1, 0, 1), new(1, 1, 0)];

    public int Sum => I + J + K;

    public Ijk Normal
    {
        get
        {
            var least = Math.Min(I, Math.Min(J, K));
            return new(I - least, J - least, K - least);
        }
    }

    /// <summary>To the finer grid, in which seven hexagons make one of this; turned one way or, every other time, the other.</summary>
    public Ijk Finer => Made(new(3, 0, 1), new(1, 3, 0), new(0, 1, 3));

    public Ijk FinerTurned => Made(new(3, 1, 0), new(0, 3, 1), new(1, 0, 3));

    /// <summary>To a grid on which the corners of hexagons are hexagons.</summary>
    public Ijk Corners => Made(new(2, 0, 1), new(1, 2, 0), new(0, 1, 2)).Made(new(2, 1, 0), new(0, 2, 1), new(1, 0, 2));

    public Ijk Coarser => Rounded(((3 * (I - K)) - (J - K)) / 7.0, ((I - K) + (2 * (J - K))) / 7.0);

    public Ijk CoarserTurned => Rounded(((2 * (I - K)) + (J - K)) / 7.0, ((3 * (J - K)) - (I - K)) / 7.0);

    public Ijk Counterclockwise => Made(new(1, 1, 0), new(0, 1, 1), new(1, 0, 1));

    public Ijk Clockwise => Made(new(1, 0, 1), new(1, 1, 0), new(0, 1, 1));

    public (double X, double Y) Plane => (I - K - (0.5 * (J - K)), (J - K) * Sin60);

    public static Ijk operator +(Ijk a, Ijk b) => new(a.I + b.I, a.J + b.J, a.K + b.K);

    public static Ijk operator -(Ijk a, Ijk b) => new(a.I - b.I, a.J - b.J, a.K - b.K);

    public static Ijk operator *(Ijk a, int by) => new(a.I * by, a.J * by, a.K * by);

    /// <summary>The hexagon that holds a point of the plane.</summary>
    public static Ijk At(double x, double y)
    {
        var j = y / Sin60;
        var i = x + (j / 2);
        var (ri, rj, rest) = (Math.Round(i), Math.Round(j), Math.Round(j - i));
        var (di, dj, dr) = (Math.Abs(ri - i), Math.Abs(rj - j), Math.Abs(rest - (j - i)));
        ri = di > dj && di > dr ? rj - rest : ri;
        rj = di > dj && di > dr ? rj : dj > dr ? ri + rest : rj;
        return new Ijk((int)ri, (int)rj, 0).Normal;
    }

    private static Ijk Rounded(double i, double j) => new Ijk((int)Math.Round(i, MidpointRounding.AwayFromZero), (int)Math.Round(j, MidpointRounding.AwayFromZero), 0).Normal;

    private Ijk Made(Ijk i, Ijk j, Ijk k) => ((i * I) + (j * J) + (k * K)).Normal;
}
