using System.Globalization;

namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>A cell of the S2 hierarchy: a face of the cube, then quarters of quarters along Hilbert's curve. See http://s2geometry.io.</summary>
internal readonly record struct S2Cell(ulong Id)
{
    public const int MaxLevel = 30;
    private const int MaxSize = 1 << MaxLevel;

    // By the curve's orientation: the quarter (i, j) at each position, and what it does to the orientation.
    private static readonly int[][] QuarterAt = [[0, 1, 3, 2], [0, 2, 3, 1], [3, 2, 0, 1], [3, 1, 0, 2]];
    private static readonly int[] Turns = [1, 0, 0, 3];

    public int Level => MaxLevel - (System.Numerics.BitOperations.TrailingZeroCount(Id) >> 1);

    public string Token => Id.ToString("x16", CultureInfo.InvariantCulture).TrimEnd('0');

    private int Face => (int)(Id >> 61);

    private ulong LowestBit => Id & (~Id + 1);

    public Vector Center
    {
        get
        {
            var (i, j) = Corner();
            var half = Size / 2.0;
            return OnFace(Face, Bent((i + half) / MaxSize), Bent((j + half) / MaxSize)).Unit;
        }
    }

    public IEnumerable<S2Cell> Children
    {
        get
        {
            var (id, bit) = (Id, LowestBit);
            return bit == 1 ? [] : Enumerable.Range(0, 4).Select(k => new S2Cell(id - bit + (((2 * (ulong)k) + 1) * (bit >> 2))));
        }
    }

    private int Size => 1 << (MaxLevel - Level);

    public static S2Cell At(Vector place, int level)
    {
        var (face, u, v) = FaceOf(place);
        return From(face, Index(u), Index(v), level);
    }

    public static S2Cell? Parse(string token)
    {
        if (token.Length is 0 or > 16 || !ulong.TryParse(token.PadRight(16, '0'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        var cell = new S2Cell(id);
        return cell.Face < 6 && (cell.LowestBit & 0x1555555555555555) != 0 ? cell : null;
    }

    /// <summary>The whole sphere: a cell for each face.</summary>
    public static IEnumerable<S2Cell> Faces => Enumerable.Range(0, 6).Select(face => From(face, 0, 0, 0));

    /// <summary>The corners, counterclockwise.</summary>
    public Vector[] Corners()
    {
        var ((i, j), size, face) = (Corner(), Size, Face);
        return [.. new[] { (i, j), (i + size, j), (i + size, j + size), (i, j + size) }.Select(c => OnFace(face, Bent(c.Item1 / (double)MaxSize), Bent(c.Item2 / (double)MaxSize)).Unit)];
    }

    /// <summary>The cells of the same level that share an edge or a corner with this one.</summary>
    public IEnumerable<S2Cell> Neighbours()
    {
        var ((i, j), size, face, level) = (Corner(), Size, Face, Level);
        (int, int)[] around = [(1, 1), (1, 0), (-1, 0), (0, -1), (-1, 1), (1, -1), (0, 1), (-1, -1)];
        return around.Select(step => Wrapped(face, i + (step.Item1 * size), j + (step.Item2 * size), level)).Distinct();
    }

    // A place beyond a face's edge lies on the face next to it.
    private static S2Cell Wrapped(int face, int i, int j, int level)
    {
        if (i is >= 0 and < MaxSize && j is >= 0 and < MaxSize)
        {
            return From(face, i, j, level);
        }

        const double Scale = 1.0 / MaxSize;
        const double Limit = 1 + (1.0 / (1L << 52));
        (i, j) = (Math.Clamp(i, -1, MaxSize), Math.Clamp(j, -1, MaxSize));
        var u = Math.Clamp(Scale * ((2.0 * (i - (MaxSize / 2))) + 1), -Limit, Limit);
        var v = Math.Clamp(Scale * ((2.0 * (j - (MaxSize / 2))) + 1), -Limit, Limit);
        var (next, nextU, nextV) = FaceOf(OnFace(face, u, v));
        return From(next, Straight(nextU), Straight(nextV), level);
    }

    private static int Straight(double u) => Math.Clamp((int)Math.Floor(MaxSize * 0.5 * (u + 1)), 0, MaxSize - 1);

    private static S2Cell From(int face, int i, int j, int level)
    {
        var (id, orientation) = ((ulong)face, face & 1);
        for (var k = MaxLevel - 1; k >= 0; k--)
        {
            var position = Array.IndexOf(QuarterAt[orientation], (((i >> k) & 1) << 1) | ((j >> k) & 1));
            id = (id << 2) | (uint)position;
            orientation ^= Turns[position];
        }

        var bit = 1UL << (2 * (MaxLevel - level));
        id = (id << 1) | 1;
        return new((id & (~bit + 1)) | bit);
    }

    private (int I, int J) Corner()
    {
        var (i, j, orientation) = (0, 0, Face & 1);
        for (var k = 0; k < Level; k++)
        {
            var position = (int)(Id >> (61 - (2 * (k + 1)))) & 3;
            var quarter = QuarterAt[orientation][position];
            (i, j) = ((i << 1) | (quarter >> 1), (j << 1) | (quarter & 1));
            orientation ^= Turns[position];
        }

        return (i << (MaxLevel - Level), j << (MaxLevel - Level));
    }

    private static (int Face, double U, double V) FaceOf(Vector p)
    {
        var (x, y, z) = (Math.Abs(p.X), Math.Abs(p.Y), Math.Abs(p.Z));
        var axis = x > y ? x > z ? 0 : 2 : y > z ? 1 : 2;
        var face = axis + ((axis == 0 ? p.X : axis == 1 ? p.Y : p.Z) < 0 ? 3 : 0);
        return face switch
        {
            0 => (face, p.Y / p.X, p.Z / p.X),
            1 => (face, -p.X / p.Y, p.Z / p.Y),
            2 => (face, -p.X / p.Z, -p.Y / p.Z),
            3 => (face, p.Z / p.X, p.Y / p.X),
            4 => (face, p.Z / p.Y, -p.X / p.Y),
            _ => (face, -p.Y / p.Z, -p.X / p.Z),
        };
    }

    private static Vector OnFace(int face, double u, double v) => face switch
    {
        0 => new(1, u, v),
        1 => new(-u, 1, v),
        2 => new(-u, -v, 1),
        3 => new(-1, -v, -u),
        4 => new(v, -1, -u),
        _ => new(v, u, -1),
    };

    // The quadratic projection that makes cells of a level nearly equal, and its inverse.
    private static double Bent(double s) => s >= 0.5 ? ((4 * s * s) - 1) / 3 : (1 - (4 * (1 - s) * (1 - s))) / 3;

    private static int Index(double u)
    {
        var s = u >= 0 ? 0.5 * Math.Sqrt(1 + (3 * u)) : 1 - (0.5 * Math.Sqrt(1 - (3 * u)));
        return Math.Clamp((int)Math.Floor(MaxSize * s), 0, MaxSize - 1);
    }
}
