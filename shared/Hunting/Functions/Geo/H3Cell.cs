using System.Globalization;

namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>A cell of the H3 hierarchy: a hexagon of the icosahedron, then sevenths of sevenths. See https://h3geo.org.</summary>
internal readonly record struct H3Cell(ulong Id)
{
    public const int MaxLevel = 15;
    private const int NoDigit = 7;

    // Turning counterclockwise, and back.
    private static readonly int[] Next = [0, 5, 3, 1, 6, 4, 2, 7];
    private static readonly int[] Previous = [0, 3, 6, 2, 5, 1, 4, 7];

    // A ring is walked from the neighbour along i.
    private static readonly int[] Walk = [2, 3, 1, 5, 4, 6];
    private const int Outwards = 4;

    public int Level => (int)(Id >> 52) & 15;

    public string Token => Id.ToString("x", CultureInfo.InvariantCulture);

    public Vector Center => Face.Center(Level);

    public bool IsPentagon => H3Tables.IsPentagon(BaseCell) && Leading == 0;

    private int BaseCell => (int)(Id >> 45) & 127;

    // Where the cell lies on its own face.
    private H3Face Face => Home.Placed(Level, H3Tables.IsPentagon(BaseCell), H3Tables.IsPentagon(BaseCell) && Leading == 4);

    // Where it lies when its base cell's face goes on beyond its edges.
    private H3Face Home
    {
        get
        {
            var cell = H3Tables.IsPentagon(BaseCell) && Leading == 5 ? Turned(Previous) : this;
            var (face, at) = H3Tables.Home(BaseCell);
            for (var level = 1; level <= Level; level++)
            {
                at = ((level % 2 == 1 ? at.Finer : at.FinerTurned) + Ijk.Steps[cell.Digit(level)]).Normal;
            }

            return new(face, at);
        }
    }

    private int Leading
    {
        get
        {
            var cell = this;
            return Enumerable.Range(1, Level).Select(level => cell.Digit(level)).FirstOrDefault(digit => digit > 0);
        }
    }

    public static H3Cell At(Vector place, int level) => From(H3Face.Of(place, level), level) ?? throw new InvalidOperationException("every place lies in a cell");

    public static H3Cell? Parse(string token)
        => ulong.TryParse(token, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) && new H3Cell(id) is { IsWhole: true } cell ? cell : null;

    private bool IsWhole
    {
        get
        {
            var cell = this;
            return Id >> 56 == 8 && BaseCell < 122 && !(IsPentagonBase && Leading == 1)
                && Enumerable.Range(1, MaxLevel).All(level => level <= cell.Level == cell.Digit(level) < NoDigit);
        }
    }

    private bool IsPentagonBase => H3Tables.IsPentagon(BaseCell);

    public H3Cell Parent(int level)
    {
        var cell = this with { Id = (Id & ~(15UL << 52)) | ((ulong)level << 52) };
        return Enumerable.Range(level + 1, MaxLevel - level).Aggregate(cell, (c, l) => c.With(l, NoDigit));
    }

    public IEnumerable<H3Cell> Children
    {
        get
        {
            var (cell, level) = (this with { Id = (Id & ~(15UL << 52)) | ((ulong)(Level + 1) << 52) }, Level + 1);
            return Enumerable.Range(0, 7).Where(digit => digit != 1 || !IsPentagonHere(cell, level)).Select(digit => cell.With(level, digit));
        }
    }

    public Vector[] Corners() => [.. (IsPentagon ? Home : Face).Corners(Level, IsPentagon)];

    /// <summary>The cells so many steps away, in the order of the real engine.</summary>
    public IEnumerable<H3Cell> Ring(int distance)
    {
        if (distance == 0)
        {
            yield return this;
            yield break;
        }

        var (home, level) = (Home, Level);
        var at = home.At + (Ijk.Steps[Outwards] * distance);
        foreach (var digit in Walk)
        {
            for (var step = 0; step < distance; step++)
            {
                at = (at + Ijk.Steps[digit]).Normal;
                if (From(new H3Face(home.Face, at).Placed(level, isPentagon: true, leads4: false), level) is { } cell)
                {
                    yield return cell;
                }
            }
        }
    }

    private static bool IsPentagonHere(H3Cell cell, int level) => H3Tables.IsPentagon(cell.BaseCell) && Enumerable.Range(1, level - 1).All(l => cell.Digit(l) == 0);

    private static H3Cell? From(H3Face face, int level)
    {
        var cell = new H3Cell((1UL << 59) | ((ulong)level << 52) | ((1UL << 45) - 1));
        var at = face.At;
        for (var l = level; l > 0; l--)
        {
            var coarser = l % 2 == 1 ? at.Coarser : at.CoarserTurned;
            var center = l % 2 == 1 ? coarser.Finer : coarser.FinerTurned;
            cell = cell.With(l, Array.IndexOf(Ijk.Steps, (at - center).Normal));
            at = coarser;
        }

        return at is { I: <= 2, J: <= 2, K: <= 2 } ? cell.On(face.Face, at) : null;
    }

    private H3Cell On(int face, Ijk at)
    {
        var (baseCell, turns) = H3Tables.At(face, at);
        var cell = new H3Cell(Id | ((ulong)baseCell << 45));
        if (H3Tables.IsPentagon(baseCell) && cell.Leading == 1)
        {
            cell = cell.Turned(H3Tables.IsTurnedClockwise(baseCell, face) ? Previous : Next);
        }

        for (var i = 0; i < turns; i++)
        {
            cell = cell.Turned(Next);
            cell = H3Tables.IsPentagon(baseCell) && cell.Leading == 1 ? cell.Turned(Next) : cell;
        }

        return cell;
    }

    private int Digit(int level) => (int)(Id >> (45 - (3 * level))) & 7;

    private H3Cell With(int level, int digit) => new((Id & ~(7UL << (45 - (3 * level)))) | ((ulong)digit << (45 - (3 * level))));

    private H3Cell Turned(int[] to) => Enumerable.Range(1, Level).Aggregate(this, (cell, level) => cell.With(level, to[cell.Digit(level)]));
}
