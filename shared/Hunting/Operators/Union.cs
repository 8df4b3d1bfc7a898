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

    public override bool IsDivisible => tables.All(t => t.Rows.IsDivisible);

    public override IEnumerable<Batch> Run(QueryContext context) => context.Workers.InOrder(Parts(context, []), IsDivisible);

    // A table that is computed in one piece stands beside others that need not be.
    public override IEnumerable<Part> Parts(QueryContext context, IReadOnlyList<ScanFilter> filters)
        => Enumerable.Range(0, tables.Count).SelectMany(i => IsDivisible ? Parts(i, context, filters) : context.Workers.InOrder(Parts(i, context, filters), tables[i].Rows.IsDivisible).Select(batch => new Part(() => batch)));

    private IEnumerable<Part> Parts(int table, QueryContext context, IReadOnlyList<ScanFilter> filters) => tables[table].Rows.Parts(context, Below(filters, table)).Select(part => new Part(() =>
    {
        context.Check();
        return part() is { } batch ? Rows(batch, table) : null;
    }));

    private IReadOnlyList<ScanFilter> Below(IReadOnlyList<ScanFilter> filters, int table)
        => [.. filters.Select(f => f with { Column = Place(f.Column - (showsSource ? 1 : 0), table) }).Where(f => f.Column >= 0)];

    private int Place(int column, int table) => column < 0 ? -1 : columns.Sources[table][column];

    private Batch Rows(Batch batch, int table)
    {
        var places = columns.Sources[table];
        var missing = columns.Types.Where((_, i) => places[i] < 0).Select(type => Columns.Constant(type, null, batch.Length));
        var all = batch.With([Columns.Constant(ScalarType.String, tables[table].Name, batch.Length), .. missing]);
        var next = batch.Width + 1;
        int[] rows = [.. places.Select(place => place >= 0 ? place : next++)];
        return all.Select(showsSource ? [batch.Width, .. rows] : rows);
    }
}
