namespace ExposurePipeline.Hunting.Values;

/// <summary>A builder whose type is known only when the query is.</summary>
internal interface IColumnBuilder
{
    int Length { get; }

    void AddBoxed(object? value);

    void AddNull();

    Column Build();
}

/// <summary>Columns of a type that is known only when the query is.</summary>
internal static class Columns
{
    public static IColumnBuilder Builder(ScalarType type, int capacity = 16) => type switch
    {
        ScalarType.Bool => new ColumnBuilder<bool>(capacity),
        ScalarType.DateTime => new ColumnBuilder<DateTime>(capacity),
        ScalarType.Decimal => new ColumnBuilder<decimal>(capacity),
        ScalarType.Dynamic => new ColumnBuilder<Dynamic>(capacity),
        ScalarType.Guid => new ColumnBuilder<Guid>(capacity),
        ScalarType.Int => new ColumnBuilder<int>(capacity),
        ScalarType.Long => new ColumnBuilder<long>(capacity),
        ScalarType.Real => new ColumnBuilder<double>(capacity),
        ScalarType.String => new ColumnBuilder<string>(capacity),
        _ => new ColumnBuilder<TimeSpan>(capacity),
    };

    /// <summary>A column of boxed values; a value of another type becomes null.</summary>
    public static Column Of(ScalarType type, IReadOnlyList<object?> values)
    {
        var builder = Builder(type, values.Count);
        foreach (var value in values)
        {
            builder.AddBoxed(value);
        }

        return builder.Build();
    }

    /// <summary>One value in every row.</summary>
    public static Column Constant(ScalarType type, object? value, int length) => Of(type, [value]).Repeat(length);

    public static Column Concat(ScalarType type, IReadOnlyList<Column> parts) => parts.Count switch
    {
        0 => Of(type, []),
        1 => parts[0],
        _ => parts[0].Append([.. parts.Skip(1)]),
    };
}
