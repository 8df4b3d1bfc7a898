using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>A step of scan, bound.</summary>
internal sealed record BoundStep(BoundExpression Condition, IReadOnlyList<(int Column, BoundExpression Value)> Assignments, bool IsShown);

/// <summary>scan: sequences of rows that meet one step after the other. Each row is tried on the last step first.</summary>
internal sealed class Scan : Plan
{
    private readonly Plan input;
    private readonly ScanRows names;
    private readonly IReadOnlyList<BoundStep> steps;
    private readonly BoundExpression[] partition;
    private readonly bool showsMatch;

    private Scan(Plan input, ScanRows names, IReadOnlyList<BoundStep> steps, BoundExpression[] partition, string? matchId)
        : base(new([.. input.Schema.Columns, .. names.Declared, .. matchId is null ? [] : new[] { new ColumnSchema(matchId, ScalarType.Long) }]))
    {
        (this.input, this.names, this.steps, this.partition, showsMatch) = (input, names, steps, partition, matchId is not null);
    }

    public override bool IsSerialized => true;

    public static Plan Bind(ScanOperator syntax, Plan input, OperatorSite site)
    {
        var rows = syntax.OrderBy.Count > 0 ? Sort.Bind(new(syntax.Position, syntax.OrderBy), input, site)
            : input.IsSerialized ? input : throw QueryException.Refused(syntax.Position, "the rows of scan must be in order; sort or serialize them");
        var binder = site.Over(input.Schema);
        var names = new ScanRows(input.Schema, [.. syntax.Declared.Select(c => new ColumnSchema(c.Name, c.Type))],
            [.. syntax.Declared.Select(c => c.Default is null ? null : binder.Constant(c.Default, c.Type))], [.. syntax.Steps.Select(s => s.Name)]);
        var steps = syntax.Steps.Select(step => Step(step, names, site)).ToArray();
        return new Scan(rows, names, steps, [.. syntax.PartitionBy.Select(binder.Bind)], syntax.Parameters.FirstOrDefault(p => p.Name == "with_match_id")?.Word);
    }

    private static BoundStep Step(ScanStep step, ScanRows names, OperatorSite site)
    {
        if (step.Optional || step.Output is not ("all" or "none"))
        {
            throw QueryException.Unsupported(step.Position, "steps of scan that are optional, or show their last row only, are not supported");
        }

        var binder = site.Over(names.Schema);
        var assignments = step.Assignments.Select(a => (Column: names.Find(a), Value: InOrder(binder.Bind(a.Value), a))).Select(a => (a.Column, ExpressionBinder.As(a.Value, names.Declared[a.Column].Type, step.Position)));
        return new(InOrder(binder.BindPredicate(step.Condition), step.Condition), [.. assignments], step.Output == "all");
    }

    private static BoundExpression InOrder(BoundExpression value, SyntaxNode at)
        => value.NeedsAllRows ? throw QueryException.Refused(at.Position, "steps of scan see the rows before through the steps' names only") : value;

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var rows = input.Collect(context);
        var groups = new GroupIndex([.. partition.Select(p => p.Type)]).Assign([.. partition.Select(p => p.Evaluate(rows, context))], rows.Length);
        var (states, shown, values, matches) = (new Dictionary<int, ScanState?[]>(), new List<int>(), names.Declared.Select(c => Columns.Builder(c.Type)).ToArray(), new ColumnBuilder<long>());
        var started = 0L;
        for (var row = 0; row < rows.Length; row++)
        {
            context.Check();
            states.TryAdd(groups[row], new ScanState?[steps.Count]);
            foreach (var state in Advance(states[groups[row]], rows, row, context, () => started++))
            {
                shown.Add(row);
                matches.Add(state.Match);
                for (var i = 0; i < values.Length; i++)
                {
                    values[i].AddBoxed(state.Current[i]);
                }
            }
        }

        yield return rows.Take([.. shown]).With([.. values.Select(v => v.Build()), .. showsMatch ? [matches.Build()] : Array.Empty<Column>()]);
    }

    private IEnumerable<ScanState> Advance(ScanState?[] states, Batch rows, int row, QueryContext context, Func<long> start)
    {
        for (var step = steps.Count - 1; step >= 0; step--)
        {
            bool Holds(ScanState state) => steps[step].Condition.Evaluate(names.Row(rows, row, names.Defaults, state), context).Boxed(0) is true;
            ScanState? state = null;
            if (step > 0 && states[step - 1] is { } before && Holds(before))
            {
                (state, states[step - 1]) = (before, null);
            }
            else if (states[step] is { } own)
            {
                state = Holds(own) ? own : null;
            }
            else if (step == 0 && names.Start() is var fresh && Holds(fresh))
            {
                state = fresh with { Match = start() };
            }

            if (state is not null)
            {
                states[step] = Assign(state, step, rows, row, context);
                if (steps[step].IsShown)
                {
                    yield return states[step]!;
                }
            }
        }
    }

    private ScanState Assign(ScanState state, int step, Batch rows, int row, QueryContext context)
    {
        object?[] values = [.. names.Defaults];
        foreach (var (column, value) in steps[step].Assignments)
        {
            values[column] = value.Evaluate(names.Row(rows, row, values, state), context).Boxed(0);
        }

        return state.With(step, row, values);
    }
}
