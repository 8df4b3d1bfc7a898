namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>Areas around places, lines and areas: what lies within a radius, its arcs drawn with corners.</summary>
internal sealed class Buffers(double radius, double tolerance)
{
    private readonly double angle = radius / Sphere.Radius;

    // A chord as long as it may be stays within the tolerance of its arc.
    private readonly double step = Math.Min(2 * Math.PI / 3, 2 * Math.Acos(Math.Tan(Math.Max(0, radius - tolerance) / Sphere.Radius) / Math.Tan(radius / Sphere.Radius)));

    public Vector[] Around(Vector place)
    {
        var (start, count) = (Outward(place), (int)Math.Ceiling(2 * Math.PI / step));
        return [.. Enumerable.Range(0, count).Select(i => At(place, Turned(place, start, 2 * Math.PI * i / count)))];
    }

    public Vector[][][] Around(Vector[][] lines) => Overlay.Union(LineMeasure.Edges(lines).Select(e => new[] { new[] { Around(e.A, e.B) } }));

    public Vector[][][] Around(Vector[][][] polygons) => Overlay.Union(polygons.SelectMany(rings => Areas.Oriented(rings) is [var shell] && IsConvex(shell)
        ? [[[Around(shell)]]]
        : LineMeasure.RingEdges(rings).Select(e => new[] { new[] { Around(e.A, e.B) } }).Prepend([rings])));

    // Behind the beginning, along the right side, before the end, and back.
    private Vector[] Around(Vector a, Vector b) => [.. Arc(a, Right(b, a), Right(a, b)), .. Arc(b, Right(a, b), Right(b, a))];

    private Vector[] Around(Vector[] shell)
        => [.. shell.SelectMany((a, i) => Arc(shell[(i + 1) % shell.Length], Right(a, shell[(i + 1) % shell.Length]), Right(shell[(i + 1) % shell.Length], shell[(i + 2) % shell.Length])))
            .Prepend(At(shell[0], Right(shell[0], shell[1]))).SkipLast(1)];

    private static bool IsConvex(Vector[] shell) => Enumerable.Range(0, shell.Length).All(i => Sphere.Side(shell[i], shell[(i + 1) % shell.Length], shell[(i + 2) % shell.Length]) > 0);

    // Counterclockwise.
    private IEnumerable<Vector> Arc(Vector place, Vector start, Vector end)
    {
        var turn = Math.Atan2(place.Dot(start.Cross(end)), start.Dot(end));
        for (var turned = 0.0; turned < (turn < -1e-9 ? turn + (2 * Math.PI) : turn) - 1e-12; turned += step)
        {
            yield return At(place, Turned(place, start, turned));
        }

        yield return At(place, end);
    }

    private static Vector Right(Vector a, Vector b) => b.Cross(a).Unit;

    private static Vector Turned(Vector place, Vector direction, double by) => (direction * Math.Cos(by)) + (place.Cross(direction) * Math.Sin(by));

    private Vector At(Vector place, Vector direction) => ((place * Math.Cos(angle)) + (direction * Math.Sin(angle))).Unit;

    // The direction in which the real engine begins a circle.
    private static Vector Outward(Vector place)
    {
        var (x, y, z) = (Math.Abs(place.X), Math.Abs(place.Y), Math.Abs(place.Z));
        var longest = x > y ? x > z ? 0 : 2 : y > z ? 1 : 2;
        return place.Cross(longest == 0 ? new(0.012, 0.0053, 1) : longest == 1 ? new(1, 0.0053, 0.00457) : new(0.012, 1, 0.00457)).Unit;
    }
}
