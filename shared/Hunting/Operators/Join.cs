using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>join and lookup: the right rows are gathered by their keys, the left rows stream past them.</summary>
internal sealed class Join(Plan left, Plan right, IReadOnlyList<JoinKey> keys, JoinKind kind, IReadOnlyList<JoinColumn> columns)
    : Plan(new Schema([.. columns.Select(c => new ColumnSchema(c.Name, (c.FromRight ? right : left).Schema.Columns[c.Index].Type))]))
{
    public static Plan Bind(JoinOperator syntax, Plan input, OperatorSite site)
    {
        var isLookup = syntax.Keyword == "lookup";
        var kind = Kind(syntax, isLookup);
        var right = site.Query.BindTable(syntax.Right, site.Scope);
        var keys = JoinKey.Bind(syntax, input.Schema, right.Schema);
        var hidden = isLookup ? keys.Select(k => k.RightIndex).ToHashSet() : [];
        return new Join(input, right, keys, kind, [.. JoinColumn.Of(input.Schema, right.Schema, kind.Side, hidden)]);
    }

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var matches = new JoinMatches(right.Collect(context), keys, context);
        foreach (var batch in left.Run(context))
        {
            context.Check();
            var groups = matches.Find([.. keys.Select(k => k.Left.Evaluate(batch, context))]);
            foreach (var rows in kind.Side is JoinSide.Both ? matches.Pairs(groups, kind) : matches.LeftRows(groups, kind))
            {
                context.Check();
                yield return Rows(batch.Take(rows.Left), kind.Side is JoinSide.Both ? matches.Right.Take(rows.Right) : new Batch([], 0));
            }
        }

        var rest = kind.Side is JoinSide.Right ? matches.RightRows(matched: kind.Pairs) : kind.RightOnly ? matches.RightRows(matched: false) : [];
        if (rest.Length > 0)
        {
            var nothing = kind.Side is JoinSide.Right ? new Batch([], 0) : Concat(left.Schema, []).Take([.. Enumerable.Repeat(-1, rest.Length)]);
            yield return Rows(nothing, matches.Right.Take(rest));
        }
    }

    private Batch Rows(Batch leftRows, Batch rightRows) => kind.Side switch
    {
        JoinSide.Left => leftRows,
        JoinSide.Right => rightRows,
        _ => leftRows.Beside(rightRows).Select([.. columns.Select(c => c.FromRight ? left.Schema.Count + c.Index : c.Index)]),
    };

    private static JoinKind Kind(JoinOperator syntax, bool isLookup)
    {
        var name = syntax.Parameters.FirstOrDefault(p => p.Name == "kind")?.Word ?? (isLookup ? "leftouter" : "");
        var kind = isLookup && name is not ("leftouter" or "inner") ? null : JoinKind.Find(name);
        return kind ?? throw QueryException.Refused(syntax.Position, $"'{name}' is no kind of {syntax.Keyword}{Suggestion.For(name, isLookup ? ["leftouter", "inner"] : JoinKind.Names)}");
    }
}

/// <summary>A column of a join's result.</summary>
internal sealed record JoinColumn(string Name, bool FromRight, int Index)
{
    /// <summary>The left columns, then the right ones; a right name that is taken gets a number.</summary>
    public static IEnumerable<JoinColumn> Of(Schema left, Schema right, JoinSide side, ISet<int> hiddenRight)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var fromLeft = side is JoinSide.Right ? [] : left.Columns.Select((c, i) => new JoinColumn(Naming.Unique(c.Name, taken), false, i)).ToArray();
        var fromRight = side is JoinSide.Left ? [] : right.Columns.Select((c, i) => (c.Name, Index: i)).Where(c => !hiddenRight.Contains(c.Index))
            .Select(c => new JoinColumn(Naming.Unique(c.Name, taken), true, c.Index)).ToArray();
        return [.. fromLeft, .. fromRight];
    }
}
