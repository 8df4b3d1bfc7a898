using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>invoke of a function such as FileProfile(x, n): rows beside what is registered of them; after n rows that had something to look up, nothing is.</summary>
internal sealed class Profiled(Plan input, IRowProfiles profiles, BoundExpression key, long most, Schema schema) : Plan(schema)
{
    private const long DefaultMost = 100;

    public override bool IsSerialized => input.IsSerialized;

    /// <summary>Null where no function of this kind has the name.</summary>
    public static Plan? TryBind(CallExpression call, Plan input, OperatorSite site)
    {
        if (site.Scope.Find(call.Name) is not null || site.Query.Sources.Profiles.FirstOrDefault(p => p.Function == call.Name) is not { } profiles)
        {
            return null;
        }

        var binder = site.Over(input.Schema);
        if (call.Arguments.Count > 2)
        {
            throw QueryException.Refused(call.Position, $"{call.Name}() takes a column and a number of rows");
        }

        var key = ExpressionBinder.As(binder.Bind(Key(call, profiles)), ScalarType.String, call.Position);
        var most = call.Arguments.Count < 2 ? DefaultMost : (long?)binder.Constant(call.Arguments[1], ScalarType.Long) ?? DefaultMost;
        var taken = input.Schema.Names.ToHashSet();
        return new Profiled(input, profiles, key, most, new([.. input.Schema.Columns, .. profiles.Columns.Columns.Select(c => c with { Name = Naming.Unique(c.Name, taken) })]));
    }

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var (known, left) = (profiles.Open(), most);
        foreach (var batch in input.Run(context))
        {
            context.Check();
            var keys = (Column<string>)key.Evaluate(batch, context);
            var rows = new int[batch.Length];
            for (var row = 0; row < rows.Length; row++)
            {
                rows[row] = keys[row].Length == 0 || left-- <= 0 ? -1 : known.ByKey.GetValueOrDefault(keys[row], known.Missing);
            }

            yield return batch.Beside(known.Rows.Take(rows));
        }
    }

    // A column may also be named by a text.
    private static Expression Key(CallExpression call, IRowProfiles profiles) => call.Arguments switch
    {
        [] => new NameExpression(call.Position, profiles.Key),
        [LiteralExpression { Value: string name } text, ..] => new NameExpression(text.Position, name),
        [var column, ..] => column,
    };
}
