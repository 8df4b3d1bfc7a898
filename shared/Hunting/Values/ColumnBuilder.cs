namespace ExposurePipeline.Hunting.Values;

/// <summary>Collects the rows of a column; text that is null becomes "".</summary>
internal sealed class ColumnBuilder<T>(int capacity = 16) : IColumnBuilder
{
    private T[] values = new T[capacity];
    private NullMask nulls;

    public int Length { get; private set; }

    public void Add(T value)
    {
        if (value is null)
        {
            AddNull();
            return;
        }

        Grow();
        values[Length++] = value;
    }

    public void AddNull()
    {
        Grow();
        if (typeof(T) == typeof(string))
        {
            values[Length] = (T)(object)"";
        }
        else
        {
            nulls.Set(Length);
        }

        Length++;
    }

    public void AddFrom(Column<T> column, int row)
    {
        if (row < 0 || column.IsNull(row))
        {
            AddNull();
        }
        else
        {
            Add(column[row]);
        }
    }

    void IColumnBuilder.AddBoxed(object? value)
    {
        if (value is T typed)
        {
            Add(typed);
        }
        else
        {
            AddNull();
        }
    }

    Column IColumnBuilder.Build() => Build();

    public Column<T> Build()
    {
        Array.Resize(ref values, Length);
        return new(values, nulls);
    }

    private void Grow()
    {
        if (Length == values.Length)
        {
            Array.Resize(ref values, Math.Max(16, Length * 2));
        }
    }
}
