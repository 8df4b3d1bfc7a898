using ExposurePipeline.Hunting.Aggregates;
using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>summarize: aggregates, and expressions over aggregates, for each combination of keys.</summary>
internal sealed class Summarize
{
    private readonly Plan input;
    private readonly OperatorSite site;
    private readonly IReadOnlyList<NamedColumn> keys;
    private readonly List<BoundAggregate> aggregates = [];
    private readonly List<NamedColumn> outputs = [];
    private readonly HashSet<string> taken;

    private Summarize(SummarizeOperator syntax, Plan input, OperatorSite site)
    {
        this.input = input;
        this.site = site;
        keys = Grouping.Keys(syntax.By, site.Over(input.Schema));
        taken = keys.Select(k => k.Name).ToHashSet(StringComparer.Ordinal);
    }

    public static Plan Bind(SummarizeOperator syntax, Plan input, OperatorSite site)
    {
        var summarize = new Summarize(syntax, input, site);
        foreach (var item in syntax.Aggregates)
        {
            summarize.Add(item);
        }

        var keys = summarize.keys.Select((k, i) => new NamedColumn(k.Name, new ColumnReference(k.Value.Type, i), true));
        return new Projection(new Grouping(input, summarize.keys, summarize.aggregates), [.. keys, .. summarize.outputs]);
    }

    private void Add(Expression item)
    {
        var named = item as NamedExpression;
        if ((named?.Value ?? item) is CallExpression call && TryAggregate(call) is { } aggregate)
        {
            AddOutputs(aggregate, named?.Names ?? []);
            return;
        }

        var over = new ExpressionBinder(site.Query, site.Scope, new GroupNames(KeySchema(), input.Schema), Reference);
        var value = over.Bind(named?.Value ?? item);
        var name = named?.Names[0] ?? Naming.Implied(item);
        outputs.Add(new(name.Length == 0 ? Naming.Numbered("Column", taken) : Naming.Unique(name, taken), value, true));
    }

    private void AddOutputs(BoundAggregate aggregate, IReadOnlyList<string> names)
    {
        var first = First();
        aggregates.Add(aggregate);
        for (var i = 0; i < aggregate.Outputs.Count; i++)
        {
            var name = Naming.Unique(i < names.Count ? names[i] : aggregate.Outputs[i].Name, taken);
            outputs.Add(new(name, new ColumnReference(aggregate.Outputs[i].Type, first + i), true));
        }
    }

    // An aggregate inside an expression stands for the column that Grouping gives for it.
    private ColumnReference? Reference(CallExpression call)
    {
        if (TryAggregate(call) is not { } aggregate)
        {
            return null;
        }

        var first = First();
        aggregates.Add(aggregate);
        return new(aggregate.Outputs[0].Type, first);
    }

    private int First() => keys.Count + aggregates.Sum(a => a.Outputs.Count);

    private sealed class GroupNames(Schema keys, Schema rows) : RowNames(keys)
    {
        public override string? WhyNot(string name)
            => rows.IndexOf(name) < 0 ? null : $"'{name}' may differ within a group; group by it, or choose one by take_any({name})";
    }

    private Schema KeySchema() => new([.. keys.Select(k => new ColumnSchema(k.Name, k.Value.Type))]);

    private BoundAggregate? TryAggregate(CallExpression call)
        => AggregateTable.Find(call.Name) is { } found
            ? found.Bind(new AggregateSite(call, site.Over(input.Schema), [.. keys.Select(k => k.Name)]))
            : null;
}
