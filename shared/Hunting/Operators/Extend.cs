using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>extend and serialize: new columns after the old ones; one of an existing name takes that column's place.</summary>
internal static class Extend
{
    public static Plan Bind(ExtendOperator syntax, Plan input, OperatorSite site) => With(input, NamedColumns.Bind(syntax.Columns, site.Over(input.Schema)));

    public static Plan BindSerialize(SerializeOperator syntax, Plan input, OperatorSite site)
        => With(new Serialized(input), NamedColumns.Bind(syntax.Columns, site.Over(input.Schema)));

    /// <summary>The input's columns with others added or put in the place of theirs.</summary>
    public static Plan With(Plan input, IEnumerable<NamedColumn> added)
    {
        var columns = input.Schema.Columns.Select((c, i) => new NamedColumn(c.Name, new ColumnReference(c.Type, i), true)).ToList();
        var taken = input.Schema.Names.ToHashSet(StringComparer.Ordinal);
        foreach (var column in added)
        {
            var name = column.Name.Length == 0 ? Naming.Numbered("Column", taken) : column.IsGiven ? column.Name : column.Value is ColumnReference ? column.Name : Naming.Unique(column.Name, taken);
            var place = columns.FindIndex(c => c.Name == name);
            taken.Add(name);
            if (place < 0)
            {
                columns.Add(column with { Name = name });
            }
            else
            {
                columns[place] = column with { Name = name };
            }
        }

        return new Projection(input, columns);
    }

    /// <summary>Declares the order of the rows to be defined.</summary>
    private sealed class Serialized(Plan input) : Plan(input.Schema)
    {
        public override bool IsSerialized => true;

        public override bool IsDivisible => input.IsDivisible;

        public override IEnumerable<Batch> Run(QueryContext context) => input.Run(context);

        public override IEnumerable<Part> Parts(QueryContext context, IReadOnlyList<ScanFilter> filters) => input.Parts(context, filters);
    }
}
