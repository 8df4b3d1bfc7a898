namespace ExposurePipeline.Hunting.Values;

/// <summary>Values of one type, a row each.</summary>
public abstract class Column(int length)
{
    /// <summary>The type of the values.</summary>
    public abstract ScalarType Type { get; }

    /// <summary>How many rows.</summary>
    public int Length { get; } = length;

    /// <summary>How many values are stored: fewer than rows where rows share them.</summary>
    internal abstract int Stored { get; }

    /// <summary>The index of each row's stored value; none when every row stores its own.</summary>
    internal abstract int[]? Codes { get; }

    /// <summary>Which stored values are null.</summary>
    internal abstract NullMask Nulls { get; }

    /// <summary>Whether every row is known to be the same value.</summary>
    internal bool IsConstant => Stored == 1;

    /// <summary>Whether a row is null.</summary>
    public abstract bool IsNull(int row);

    /// <summary>The value of a row as an object, for what shows results; null for null.</summary>
    public abstract object? Boxed(int row);

    /// <summary>The given rows in the given order; -1 stands for a row of null (of "" for text).</summary>
    internal abstract Column Take(int[] rows);

    /// <summary>The first row, <paramref name="count"/> times.</summary>
    internal abstract Column Repeat(int count);

    /// <summary>This column's rows, then the others'; all of one type.</summary>
    internal abstract Column Append(IReadOnlyList<Column> others);

    /// <summary>An estimate of the memory it holds; values that rows share, and columns may share, do not count.</summary>
    internal abstract long Bytes { get; }
}
