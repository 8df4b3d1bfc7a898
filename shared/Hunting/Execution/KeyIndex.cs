using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Execution;

internal interface IKeyIndex
{
    int Count { get; }

    int[] Assign(Column column);

    /// <summary>The number of each row's value; -1 where it has none.</summary>
    int[] Find(Column column);

    Column Distinct();
}

/// <summary>Numbers the distinct values of one key, null included.</summary>
internal sealed class KeyIndex<T>(IEqualityComparer<T>? equality = null) : IKeyIndex where T : notnull
{
    private const int Unasked = -2;
    private readonly Dictionary<T, int> numbers = new(equality);
    private readonly ColumnBuilder<T> distinct = new();
    private int nullNumber = -1;

    public int Count => distinct.Length;

    public Column Distinct() => distinct.Build();

    public int[] Assign(Column column) => Numbers((Column<T>)column, Number);

    public int[] Find(Column column) => Numbers((Column<T>)column, Known);

    private static int[] Numbers(Column<T> typed, Func<Column<T>, int, int> number)
    {
        var numbered = new int[typed.Length];
        if (typed.Codes is null)
        {
            for (var row = 0; row < numbered.Length; row++)
            {
                numbered[row] = number(typed, row);
            }

            return numbered;
        }

        // Each stored value is looked up once, not once a row.
        var ofCode = new int[typed.Values.Length];
        Array.Fill(ofCode, Unasked);
        for (var row = 0; row < numbered.Length; row++)
        {
            var code = typed.Codes[row];
            numbered[row] = ofCode[code] == Unasked ? ofCode[code] = number(typed, code) : ofCode[code];
        }

        return numbered;
    }

    private int Known(Column<T> column, int stored)
        => column.Nulls[stored] ? nullNumber : numbers.TryGetValue(column.Values[stored], out var number) ? number : -1;

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
