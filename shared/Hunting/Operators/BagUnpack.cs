using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>evaluate bag_unpack: the properties of a bag as columns, in the order of their names.</summary>
internal static class BagUnpack
{
    private const long PerCell = 24;

    public static Plan Bind(EvaluateOperator syntax, Plan input, OperatorSite site)
    {
        var bag = Evaluate.Column(syntax, 0, input.Schema);
        if (input.Schema.Columns[bag].Type is not ScalarType.Dynamic)
        {
            throw QueryException.Refused(syntax.Call.Position, "bag_unpack() works on a dynamic column");
        }

        var rows = input.Collect(site.Query.Context);
        var bags = (Column<Dynamic>)rows[bag];
        var prefix = Text(Evaluate.Option(syntax, "OutputColumnPrefix", 1), site) ?? "";
        var ignored = Ignored(Evaluate.Option(syntax, "ignoredProperties", 3), site);
        var columns = syntax.Schema is { } given
            ? given.Where(c => c.Name != "*" && input.Schema.IndexOf(c.Name) < 0).Select(c => (Property: c.Name[Math.Min(prefix.Length, c.Name.Length)..], c.Type))
            : Properties(bags).Where(p => !ignored.Contains(p.Name)).Select(p => (Property: p.Name, p.Type));
        columns = columns.ToArray();
        site.Query.Context.Hold(columns.Count() * PerCell * rows.Length);
        var unpacked = columns.Select(c => (new ColumnSchema(prefix + c.Property, c.Type), Column(bags, c.Property, c.Type, site.Query.Context))).ToList();
        return Placed(syntax, rows, [.. input.Schema.Columns.Select((c, i) => (c, rows[i]))], bag, unpacked, Text(Evaluate.Option(syntax, "columnsConflict", 2), site) ?? "error");
    }

    private static KnownRows Placed(EvaluateOperator syntax, Batch rows, List<(ColumnSchema Schema, Column Rows)> columns, int bag, List<(ColumnSchema Schema, Column Rows)> unpacked, string conflict)
    {
        var bagName = columns[bag].Schema.Name;
        foreach (var column in unpacked)
        {
            var place = columns.FindIndex(c => c.Schema.Name == column.Schema.Name);
            if (place < 0)
            {
                columns.Add(column);
            }
            else if (place == bag || conflict == "replace_source")
            {
                columns[place] = column;
            }
            else if (conflict != "keep_source")
            {
                throw QueryException.Refused(syntax.Call.Position, $"the property '{column.Schema.Name}' is a column already; columnsConflict tells which to keep");
            }
        }

        if (!unpacked.Exists(c => c.Schema.Name == bagName))
        {
            columns.RemoveAt(bag);
        }

        return new(new([.. columns.Select(c => c.Schema)]), new(columns.Select(c => c.Rows), rows.Length));
    }

    private static IEnumerable<(string Name, ScalarType Type)> Properties(Column<Dynamic> bags)
    {
        var types = new SortedDictionary<string, ScalarType>(StringComparer.Ordinal);
        for (var row = 0; row < bags.Length; row++)
        {
            foreach (var (name, value) in bags.IsNull(row) || bags[row] is not DynamicBag bag ? [] : bag.Properties)
            {
                types[name] = value is null ? types.GetValueOrDefault(name, ScalarType.Dynamic)
                    : types.TryGetValue(name, out var known) ? Both(known, TypeOf(value)) : TypeOf(value);
            }
        }

        return types.Select(t => (t.Key, t.Value));
    }

    private static ScalarType Both(ScalarType a, ScalarType b)
        => a == b ? a : a is ScalarType.Long or ScalarType.Real && b is ScalarType.Long or ScalarType.Real ? ScalarType.Real : ScalarType.Dynamic;

    private static ScalarType TypeOf(Dynamic value) => value switch
    {
        DynamicScalar<string> => ScalarType.String,
        DynamicScalar<long> => ScalarType.Long,
        DynamicScalar<double> => ScalarType.Real,
        DynamicScalar<bool> => ScalarType.Bool,
        DynamicScalar<DateTime> => ScalarType.DateTime,
        DynamicScalar<TimeSpan> => ScalarType.TimeSpan,
        DynamicScalar<Guid> => ScalarType.Guid,
        _ => ScalarType.Dynamic,
    };

    private static Column Column(Column<Dynamic> bags, string property, ScalarType type, QueryContext context)
    {
        var values = new ColumnBuilder<Dynamic>(bags.Length);
        for (var row = 0; row < bags.Length; row++)
        {
            values.Add((bags.IsNull(row) ? null : (bags[row] as DynamicBag)?[property])!);
        }

        return Binding.Widening.Convert(new ColumnReference(ScalarType.Dynamic, 0), type)!.Evaluate(new([values.Build()], bags.Length), context);
    }

    private static string? Text(Expression? option, OperatorSite site) => option is null ? null : (string?)site.Over(new([])).Constant(option, ScalarType.String);

    private static HashSet<string> Ignored(Expression? option, OperatorSite site)
        => option is not null && site.Over(new([])).Constant(option, ScalarType.Dynamic) is DynamicArray names ? [.. names.Items.Select(ScalarText.OfDynamic)] : [];
}
