using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>A match under way: for each step the row that met it last, with the values of the declared columns there.</summary>
/// <param name="Match">The match's number.</param>
/// <param name="Rows">The row of each step; -1 where none has met it.</param>
/// <param name="Values">The declared columns of each step.</param>
/// <param name="Current">The declared columns of the row that came last.</param>
internal sealed record ScanState(long Match, int[] Rows, object?[][] Values, object?[] Current)
{
    public ScanState With(int step, int row, object?[] values)
    {
        var (rows, all) = ((int[])Rows.Clone(), (object?[][])Values.Clone());
        (rows[step], all[step]) = (row, values);
        return new(Match, rows, all, values);
    }
}

/// <summary>What the expressions of scan can name: the row, the declared columns, and <c>step.column</c> of each step.</summary>
internal sealed class ScanRows(Schema input, IReadOnlyList<ColumnSchema> declared, IReadOnlyList<object?> defaults, IReadOnlyList<string> steps)
{
    public IReadOnlyList<ColumnSchema> Declared => declared;

    public IReadOnlyList<object?> Defaults => defaults;

    public Schema Schema { get; } = new([.. input.Columns, .. declared, .. steps.SelectMany(step => input.Columns.Concat(declared).Select(c => c with { Name = $"{step}.{c.Name}" }))]);

    public int Find(NamedExpression assignment)
        => declared.ToList().FindIndex(c => c.Name == assignment.Names[0]) is >= 0 and var column ? column
            : throw QueryException.Refused(assignment.Position, $"'{assignment.Names[0]}' is not declared{Suggestion.For(assignment.Names[0], declared.Select(c => c.Name))}");

    public ScanState Start() => new(-1, [.. steps.Select(_ => -1)], [.. steps.Select(_ => defaults.ToArray())], [.. defaults]);

    /// <summary>One row of what can be named; a column is made only when an expression reads it.</summary>
    public Batch Row(Batch rows, int row, IReadOnlyList<object?> current, ScanState state)
    {
        IEnumerable<Func<Column>> Of(int at, IReadOnlyList<object?> values)
            => Enumerable.Range(0, input.Count).Select(c => (Func<Column>)(() => rows[c].Take([at]))).Concat(declared.Select((c, i) => (Func<Column>)(() => Columns.Of(c.Type, [values[i]]))));
        return Batch.Lazy([.. Of(row, current), .. steps.SelectMany((_, step) => Of(state.Rows[step], state.Values[step]))], 1);
    }
}
