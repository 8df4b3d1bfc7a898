namespace ExposurePipeline.Hunting.Values;

/// <summary>A column stored as an array; with codes, as an array of distinct values and the index of each row's value in it.</summary>
/// <param name="values">The stored values.</param>
/// <param name="nulls">Which of them are null.</param>
/// <param name="codes">The index of each row's value; none when every row stores its own.</param>
/// <param name="length">How many rows.</param>
public sealed class Column<T>(T[] values, NullMask nulls, int[]? codes, int length) : Column(length)
{
    /// <summary>One value a row.</summary>
    public Column(T[] values, NullMask nulls = default)
        : this(values, nulls, null, values.Length)
    {
    }

    /// <summary>The stored values.</summary>
    internal T[] Values { get; } = values;

    /// <inheritdoc/>
    internal override NullMask Nulls { get; } = nulls;

    /// <inheritdoc/>
    internal override int[]? Codes { get; } = codes;

    /// <inheritdoc/>
    public override ScalarType Type => ScalarTypes.Of<T>();

    /// <inheritdoc/>
    internal override int Stored => Values.Length;

    /// <inheritdoc/>
    internal override long Bytes => Codes is not null ? Length * 4L
        : typeof(T).IsValueType ? (long)Length * System.Runtime.CompilerServices.Unsafe.SizeOf<T>()
        : Length * (24 + SampledBytes());

    // Of some values, as all of them may be many.
    private long SampledBytes()
    {
        var step = Math.Max(1, Values.Length / 16);
        var (total, count) = (0L, 0);
        for (var i = 0; i < Values.Length; i += step)
        {
            total += Growth.Bytes(Values[i]);
            count++;
        }

        return total / Math.Max(1, count);
    }

    /// <summary>The value of a row; the type's default where it is null.</summary>
    public T this[int row] => Values[Codes is null ? row : Codes[row]];

    /// <inheritdoc/>
    public override bool IsNull(int row) => Nulls[Codes is null ? row : Codes[row]];

    /// <inheritdoc/>
    public override object? Boxed(int row) => IsNull(row) ? null : this[row];

    /// <inheritdoc/>
    internal override Column Take(int[] rows)
    {
        if (Array.IndexOf(rows, -1) < 0 && (Codes is not null || !Nulls.Any))
        {
            return Codes is null ? new Column<T>(At(Values, rows)) : IsConstant ? Repeat(rows.Length) : new Column<T>(Values, Nulls, At(Codes, rows), rows.Length);
        }

        var taken = new ColumnBuilder<T>(rows.Length);
        foreach (var row in rows)
        {
            taken.AddFrom(this, row);
        }

        return taken.Build();
    }

    /// <inheritdoc/>
    internal override Column Repeat(int count)
    {
        var one = IsConstant ? this : (Column<T>)Take([0]);
        return new Column<T>(one.Values, one.Nulls, ZeroCodes.Of(count), count);
    }

    /// <inheritdoc/>
    internal override Column Append(IReadOnlyList<Column> others)
    {
        if (IsConstant && others.All(IsSame))
        {
            return Repeat(Length + others.Sum(o => o.Length));
        }

        var all = new ColumnBuilder<T>(Length + others.Sum(o => o.Length));
        foreach (var column in others.Prepend(this).Cast<Column<T>>())
        {
            for (var row = 0; row < column.Length; row++)
            {
                all.AddFrom(column, row);
            }
        }

        return all.Build();
    }

    // Equal reals and decimals can be written differently, texts cannot.
    private bool IsSame(Column other) => other is Column<T> { IsConstant: true } constant
        && (Nulls[0] ? constant.Nulls[0] : typeof(T) == typeof(string) && string.Equals((string)(object)constant.Values[0]!, (string)(object)Values[0]!, StringComparison.Ordinal));

    private static TItem[] At<TItem>(TItem[] items, int[] rows)
    {
        var taken = new TItem[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            taken[i] = items[rows[i]];
        }

        return taken;
    }
}

/// <summary>Codes of a column whose rows all share its first value.</summary>
internal static class ZeroCodes
{
    private static readonly int[] Shared = new int[1 << 16];

    public static int[] Of(int count) => count <= Shared.Length ? Shared : new int[count];
}
