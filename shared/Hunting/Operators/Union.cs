using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>A table of a union, with the name that withsource shows.</summary>
internal sealed record UnionTable(string Name, Plan Rows);

/// <summary>union: the rows of all tables; a column that a table lacks is null there.</summary>
internal sealed class Union : Plan
{
    private readonly IReadOnlyList<UnionTable> tables;
    private readonly UnionSchema columns;
    private readonly bool showsSource;

    public Union(IReadOnlyList<UnionTable> tables, bool inner = false, string? source = null)
        : this(tables, UnionSchema.Of([.. tables.Select(t => t.Rows.Schema)], inner, source), source is not null)
    {
    }

    private Union(IReadOnlyList<UnionTable> tables, UnionSchema columns, bool showsSource)
        : base(columns.Schema)
    {
        this.tables = tables;
        this.columns = columns;
        this.showsSource = showsSource;
    }

    public static Plan Bind(UnionOperator syntax, Plan? input, OperatorSite site)
    {
        string? Setting(params string[] names) => syntax.Parameters.FirstOrDefault(p => names.Contains(p.Name))?.Word;
        var kind = Setting("kind") ?? "outer";
        if (kind is not ("inner" or "outer"))
        {
            throw QueryException.Refused(syntax.Position, $"'{kind}' is no kind of union{Suggestion.For(kind, ["inner", "outer"])}");
        }

        var named = TableNames.Find(syntax.Tables, site, isFuzzy: Setting("isfuzzy") == "true");
        var all = named.Select(t => (t.Name, Rows: t.Bind()));
        var tables = (input is null ? all : all.Prepend((null, input))).Select((t, i) => new UnionTable((t.Rows as As)?.Name ?? t.Name ?? $"union_arg{i}", t.Rows)).ToArray();
        return tables.Length > 0 ? new Union(tables, kind == "inner", Setting("withsource", "with_source")) : throw QueryException.Refused(syntax.Position, "none of the tables is known");
    }

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        for (var i = 0; i < tables.Count; i++)
        {
            foreach (var batch in tables[i].Rows.Run(context))
            {
                context.Check();
                yield return Rows(batch, i);
            }
        }
    }

    private Batch Rows(Batch batch, int table)
    {
        IEnumerable<Func<Column>> sources = columns.Sources[table].Select((from, to) =>
            from >= 0 ? (Func<Column>)(() => batch[from]) : () => Columns.Constant(columns.Types[to], null, batch.Length));
        var name = new Func<Column>(() => Columns.Constant(ScalarType.String, tables[table].Name, batch.Length));
        return Batch.Lazy(showsSource ? sources.Prepend(name) : sources, batch.Length);
    }
}
