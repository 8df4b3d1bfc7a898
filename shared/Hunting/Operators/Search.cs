using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>search and find: rows of several tables for which a predicate holds, terms being looked for in every column.</summary>
internal static class Search
{
    public static Plan Bind(SearchOperator syntax, Plan? input, OperatorSite site)
    {
        var kind = syntax.Parameters.FirstOrDefault(p => p.Name == "kind")?.Word ?? "default";
        var rows = Tables(syntax.Tables, input, site, "$table", "search_arg");
        var isKnown = kind is "default" or "case_insensitive" or "case_sensitive";
        return isKnown ? new Where(rows, new SearchPredicate(site.Over(rows.Schema), "$table", kind == "case_sensitive").Bind(syntax.Predicate))
            : throw QueryException.Refused(syntax.Position, $"'{kind}' is no kind of search{Suggestion.For(kind, ["case_sensitive", "case_insensitive"])}");
    }

    public static Plan BindFind(FindOperator syntax, Plan? input, OperatorSite site)
    {
        const string Source = "source_";
        var rows = Tables(syntax.Tables, input, site, Source, "find_arg");
        var found = new Where(rows, new SearchPredicate(site.Over(rows.Schema), Source, matchesCase: false).Bind(syntax.Predicate));
        var listed = syntax.Project ?? [.. ColumnsIn(syntax.Predicate, rows.Schema), new CallExpression(syntax.Position, "pack", [new WildcardExpression(syntax.Position, "*")])];
        var binder = site.Over(rows.Schema);
        var chosen = listed.Where(item => item is not CallExpression { Name: "pack" or "pack_all" }).ToArray();
        var columns = NamedColumns.Bind(chosen, binder).Prepend(new(Source, binder.Rows.Find(Source)!, true)).ToList();
        if (chosen.Length < listed.Count)
        {
            columns.Add(new("pack_", Packed.Of(rows.Schema, columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal)), true));
        }

        return new Projection(found, NamedColumns.Unique(columns));
    }

    private static Union Tables(IReadOnlyList<Expression> listed, Plan? input, OperatorSite site, string source, string unnamed)
    {
        if (input is not null)
        {
            return new Union([new((input as As)?.Name ?? (input as StoredTable)?.Name ?? $"{unnamed}0", input)], source: source);
        }

        var found = listed.Count > 0 ? TableNames.Find(listed, site, isFuzzy: false) : [.. TableNames.All(site), .. TableNames.Views(site)];
        var tables = found.Select((t, i) => (t.Name, Rows: t.Bind())).Select((t, i) => new UnionTable((t.Rows as As)?.Name ?? t.Name ?? $"{unnamed}{i}", t.Rows)).ToArray();
        return tables.Length > 0 ? new Union(tables, source: source) : throw QueryException.Refused(-1, "there is no table to search");
    }

    private static IEnumerable<NameExpression> ColumnsIn(Expression predicate, Schema schema)
        => ExpressionTree.Names(predicate).Where(n => schema.IndexOf(n.Name) >= 0).DistinctBy(n => n.Name, StringComparer.Ordinal);
}
