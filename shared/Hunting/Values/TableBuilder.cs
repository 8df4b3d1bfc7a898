namespace ExposurePipeline.Hunting.Values;

/// <summary>Collects rows of a table, value by value.</summary>
/// <param name="schema">The columns.</param>
/// <param name="capacity">How many rows are expected.</param>
public sealed class TableBuilder(Schema schema, int capacity = 16)
{
    private readonly IColumnBuilder[] columns = [.. schema.Columns.Select(c => Columns.Builder(c.Type, capacity))];

    /// <summary>How many rows it has.</summary>
    public int Length { get; private set; }

    /// <summary>Adds a value to a column of the row under way; T is the column's own type.</summary>
    /// <param name="column">The column's index.</param>
    /// <param name="value">The value; null is null, of text "".</param>
    public void Add<T>(int column, T value) => ((ColumnBuilder<T>)columns[column]).Add(value);

    /// <summary>Ends the row: columns that were given nothing are null.</summary>
    public void EndRow()
    {
        Length++;
        foreach (var column in columns)
        {
            if (column.Length < Length)
            {
                column.AddNull();
            }
        }
    }

    /// <summary>The rows; the builder takes none afterwards.</summary>
    public Batch Build() => new(columns.Select(c => c.Build()), Length);
}
