namespace ExposurePipeline.Hunting.Values;

/// <summary>Some rows of a table. Filtering only notes which rows stay; a column is copied together when it is first read after.</summary>
public sealed class Batch
{
    private const long PerCell = 16;
    private readonly Slot[] slots;

    private Batch(Slot[] slots, int length)
    {
        this.slots = slots;
        Length = length;
    }

    /// <summary>Of columns that all have <paramref name="length"/> rows.</summary>
    public Batch(IEnumerable<Column> columns, int length)
        : this([.. columns.Select(c => new Slot(c))], length)
    {
    }

    /// <summary>Of columns that are read only when a query uses them.</summary>
    public static Batch Lazy(IEnumerable<LazyColumn> columns, int length) => new([.. columns.Select(c => new Slot(c, null, length))], length);

    /// <summary>Of columns that are computed only when a query uses them.</summary>
    public static Batch Lazy(IEnumerable<Func<Column>> columns, int length) => new([.. columns.Select(c => new Slot(c, length))], length);

    /// <summary>How many rows.</summary>
    public int Length { get; }

    /// <summary>How many columns.</summary>
    public int Width => slots.Length;

    /// <summary>An estimate of the memory it holds; columns that were not read yet count little.</summary>
    internal long Bytes => slots.Length == 0 ? PerCell * Length : slots.Sum(slot => Math.Max(PerCell * Length, slot.Known?.Bytes ?? 0));

    /// <summary>A column's rows.</summary>
    public Column this[int column] => slots[column].Column;

    /// <summary>The rows that stay, by their index here, in the given order; -1 stands for a row of nulls.</summary>
    internal Batch Take(int[] rows)
    {
        var composed = new Dictionary<int[], int[]>(ReferenceEqualityComparer.Instance);
        return new([.. slots.Select(slot => slot.Take(rows, composed))], rows.Length);
    }

    /// <summary>The given columns in the given order.</summary>
    internal Batch Select(IReadOnlyList<int> columns) => new([.. columns.Select(c => slots[c])], Length);

    /// <summary>This batch's columns, then new ones.</summary>
    internal Batch With(IEnumerable<Column> columns) => new([.. slots, .. columns.Select(c => new Slot(c))], Length);

    /// <summary>This batch's columns, then those of another with as many rows.</summary>
    internal Batch Beside(Batch other) => new([.. slots, .. other.slots], Length);

    /// <summary>The rows from <paramref name="start"/>, at most <paramref name="count"/>.</summary>
    internal Batch Slice(int start, int count)
        => start == 0 && count >= Length ? this : Take([.. Enumerable.Range(start, Math.Max(0, Math.Min(count, Length - start)))]);

    /// <summary>The same rows; what was read of lazy columns is let go, and read again when it is wanted.</summary>
    internal Batch Unread() => new([.. slots.Select(slot => slot.Unread())], Length);

    private sealed class Computed(Func<Column> compute) : LazyColumn
    {
        public override Column Read() => compute();
    }

    // Rows taken of a column that has been read come from there; otherwise from the source.
    private sealed class Slot(LazyColumn source, int[]? rows, int length, Slot? whole = null, int[]? taken = null)
    {
        // Reading all rows at once and taking some costs less than reading this share of them one by one.
        private const int Share = 4;
        private Column? read;

        public Slot(Func<Column> compute, int length)
            : this(new Computed(compute), null, length)
        {
        }

        public Slot(Column column)
            : this(() => column, column.Length) => read = column;

        public Column? Known => read;

        public Column Column => read ??= Read();

        private bool IsAtHand => read is not null || whole is { IsAtHand: true };

        private bool IsWhole => rows is null;

        private Slot Source => whole?.Source ?? this;

        public Slot Take(int[] taking, Dictionary<int[], int[]> composed)
        {
            if (rows is null)
            {
                return new(source, taking, length, this, taking);
            }

            if (!composed.TryGetValue(rows, out var both))
            {
                composed[rows] = both = Array.ConvertAll(taking, row => row < 0 ? row : rows[row]);
            }

            return new(source, both, length, this, taking);
        }

        public Slot Unread() => new(source, rows, length);

        private Column Read() => whole is { IsAtHand: true } ? whole.Column.Take(taken!)
            : rows is null ? source.Read()
            : Array.IndexOf(rows, -1) >= 0 ? source.Read().Take(rows)
            : rows.Length > length / Share && Source is { IsWhole: true } all ? all.Column.Take(rows)
            : source.Read(rows);
    }
}
