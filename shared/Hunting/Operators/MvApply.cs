using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>mv-apply: a subquery over the elements of each row; the row's columns stand beside what it gives.</summary>
internal sealed class MvApply : Plan
{
    private readonly Plan input;
    private readonly Expansion expansion;
    private readonly Subquery subquery;
    private readonly IReadOnlyList<NamedColumn> columns;

    private MvApply(Plan input, Expansion expansion, Subquery subquery, IReadOnlyList<NamedColumn> columns)
        : base(new([.. columns.Select(c => new ColumnSchema(c.Name, c.Value.Type))]))
    {
        this.input = input;
        this.expansion = expansion;
        this.subquery = subquery;
        this.columns = columns;
    }

    public static Plan Bind(MvApplyOperator syntax, Plan input, OperatorSite site)
    {
        var expansion = Expansion.Bind(syntax.Items, syntax.Parameters, syntax.Limit, input.Schema, site);
        var subquery = new Subquery(syntax.Subquery, expansion.Schema, isSerialized: true, site);
        return new MvApply(input, expansion, subquery, [.. Result(input.Schema, expansion.Kept, subquery.Schema)]);
    }

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        foreach (var batch in input.Run(context))
        {
            var (rows, sources) = expansion.Expand(batch, context);
            for (var start = 0; start < sources.Length;)
            {
                var end = start + 1;
                while (end < sources.Length && sources[end] == sources[start])
                {
                    end++;
                }

                var found = subquery.Run(rows.Slice(start, end - start), context);
                var source = batch.Take([.. Enumerable.Repeat(sources[start], found.Length)]);
                if (found.Length > 0)
                {
                    yield return source.Beside(found).Select([.. columns.Select(c => ((ColumnReference)c.Value).Index)]);
                }

                start = end;
            }
        }
    }

    // A column that the subquery passes on, or sets anew, stands where the row has it.
    private static IEnumerable<NamedColumn> Result(Schema row, IReadOnlyList<string> kept, Schema found)
    {
        NamedColumn FromSubquery(int index) => new(found.Columns[index].Name, new ColumnReference(found.Columns[index].Type, row.Count + index), true);
        var fromRow = kept.Select(name => found.IndexOf(name) is >= 0 and var index ? FromSubquery(index) : new(name, new RowNames(row).Find(name)!, true));
        return fromRow.Concat(Enumerable.Range(0, found.Count).Where(i => !kept.Contains(found.Columns[i].Name)).Select(FromSubquery));
    }
}
