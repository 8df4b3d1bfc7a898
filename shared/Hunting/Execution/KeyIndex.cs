using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Execution;

internal interface IKeyIndex
{
    int Count { get; }

    int[] Assign(Column column);

    Column Distinct();
}

/// <summary>Numbers the distinct values of one key, null included.</summary>
internal sealed class KeyIndex<T>(IEqualityComparer<T>? equality = null) : IKeyIndex where T : notnull
{
    private readonly Dictionary<T, int> numbers = new(equality);
    private readonly ColumnBuilder<T> distinct = new();
    private int nullNumber = -1;

    public int Count => distinct.Length;

    public Column Distinct() => distinct.Build();

    public int[] Assign(Column column)
    {
        var typed = (Column<T>)column;
        var numbered = new int[column.Length];
        if (typed.Codes is null)
        {
            for (var row = 0; row < numbered.Length; row++)
            {
                numbered[row] = Number(typed, row);
            }

            return numbered;
        }

        // Each stored value is looked up once, not once a row.
        var ofCode = new int[typed.Values.Length];
        for (var row = 0; row < numbered.Length; row++)
        {
            var code = typed.Codes[row];
            numbered[row] = (ofCode[code] == 0 ? ofCode[code] = Number(typed, code) + 1 : ofCode[code]) - 1;
        }

        return numbered;
    }

    private int Number(Column<T> column, int stored)
    {
        if (column.Nulls[stored])
        {
            return nullNumber >= 0 ? nullNumber : nullNumber = Added(null);
        }

        var value = column.Values[stored];
        if (!numbers.TryGetValue(value, out var number))
        {
            numbers[value] = number = Added(value);
        }

        return number;
    }

    private int Added(object? value)
    {
        ((IColumnBuilder)distinct).AddBoxed(value);
        return distinct.Length - 1;
    }
}

/// <summary>Dynamic values are equal when their JSON is.</summary>
internal sealed class DynamicEquality : IEqualityComparer<Dynamic>
{
    public static DynamicEquality Instance { get; } = new();

    public bool Equals(Dynamic? x, Dynamic? y) => string.Equals(x?.ToString(), y?.ToString(), StringComparison.Ordinal);

    public int GetHashCode(Dynamic obj) => StringComparer.Ordinal.GetHashCode(obj.ToString());
}
