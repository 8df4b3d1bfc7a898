using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Over what a function is computed: once a row, or once a stored value where only one argument varies and its rows share values.</summary>
internal readonly struct Domain
{
    private readonly int[]? codes;
    private readonly int length;
    private readonly bool shared;

    private Domain(int count, int[]? codes, int length, bool shared)
    {
        Count = count;
        this.codes = codes;
        this.length = length;
        this.shared = shared;
    }

    public int Count { get; }

    public static Domain Over(ReadOnlySpan<Column> arguments, int length)
    {
        Column? varying = null;
        foreach (var argument in arguments)
        {
            if (argument.IsConstant)
            {
                continue;
            }

            if (varying is not null && !ReferenceEquals(varying, argument))
            {
                return new(length, null, length, shared: false);
            }

            varying = argument;
        }

        return varying is null ? new(Math.Min(1, length), ZeroCodes.Of(length), length, shared: true)
            : varying.Codes is { } codes && varying.Stored <= length ? new(varying.Stored, codes, length, shared: true)
            : new(length, null, length, shared: false);
    }

    public Reader<T> Read<T>(Column column)
    {
        var typed = (Column<T>)column;
        return new(typed.Values, shared || typed.IsConstant ? null : typed.Codes, typed.Nulls, typed.IsConstant);
    }

    /// <summary>Where at least one argument is null.</summary>
    public NullMask Nulls(ReadOnlySpan<Column> arguments)
    {
        var nulls = default(NullMask);
        foreach (var argument in arguments)
        {
            for (var i = 0; argument.Nulls.Any && i < Count; i++)
            {
                if (argument.Nulls[At(argument, i)])
                {
                    nulls.Set(i);
                }
            }
        }

        return nulls;
    }

    public Column Result<T>(T[] values, NullMask nulls)
    {
        if (typeof(T) == typeof(string) && nulls.Any)
        {
            for (var i = 0; i < Count; i++)
            {
                values[i] ??= (T)(object)"";
            }

            nulls = default;
        }

        return new Column<T>(values, nulls, codes, length);
    }

    private int At(Column column, int index) => column.IsConstant ? 0 : shared || column.Codes is null ? index : column.Codes[index];
}

/// <summary>An argument's values, by index in the domain.</summary>
internal readonly struct Reader<T>(T[] values, int[]? codes, NullMask nulls, bool constant)
{
    public T this[int index] => values[At(index)];

    public bool IsNull(int index) => nulls[At(index)];

    private int At(int index) => constant ? 0 : codes is null ? index : codes[index];
}
