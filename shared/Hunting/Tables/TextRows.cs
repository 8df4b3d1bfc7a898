using ExposurePipeline.Hunting.Functions;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Tables;

/// <summary>Collects rows whose values come as text; each becomes what the language's own conversion makes of it, null where that is nothing.</summary>
/// <param name="schema">The columns.</param>
public sealed class TextRows(Schema schema)
{
    private readonly TableBuilder table = new(schema);

    /// <summary>How many rows there are.</summary>
    public int Length => table.Length;

    /// <summary>Adds a row: values in the order of the columns; those that lack are null, those too many are left out.</summary>
    public void Add(IReadOnlyList<string?> fields)
    {
        for (var column = 0; column < Math.Min(fields.Count, schema.Count); column++)
        {
            if (fields[column] is { Length: > 0 } text)
            {
                Add(column, text);
            }
        }

        table.EndRow();
    }

    /// <summary>The rows; takes none afterwards.</summary>
    public Batch Build() => table.Build();

    private void Add(int column, string text)
    {
        switch (schema.Columns[column].Type)
        {
            case ScalarType.Bool: Add(column, Conversions.TextToBool(text)); break;
            case ScalarType.DateTime: Add(column, Conversions.TextToDateTime(text)); break;
            case ScalarType.Decimal: Add(column, Conversions.TextToDecimal(text)); break;
            case ScalarType.Dynamic: table.Add(column, Conversions.TextToDynamic(text)); break;
            case ScalarType.Guid: Add(column, Conversions.TextToGuid(text)); break;
            case ScalarType.Int: Add(column, Conversions.Narrow(Conversions.TextToLong(text))); break;
            case ScalarType.Long: Add(column, Conversions.TextToLong(text)); break;
            case ScalarType.Real: Add(column, Conversions.TextToReal(text)); break;
            case ScalarType.String: table.Add(column, text); break;
            default: Add(column, Conversions.TextToTimeSpan(text)); break;
        }
    }

    private void Add<T>(int column, T? value)
        where T : struct
    {
        if (value is { } known)
        {
            table.Add(column, known);
        }
    }
}
