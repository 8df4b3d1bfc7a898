using ExposurePipeline.Hunting.Aggregates;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Functions;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Binding;

internal sealed partial class ExpressionBinder
{
    private BoundExpression BindCall(CallExpression call)
    {
        if (aggregate?.Invoke(call) is { } reference)
        {
            return reference;
        }

        if (Scope.Find(call.Name) is FunctionMeaning function)
        {
            return Query.CallScalar(function, call.Position, [.. call.Arguments.Select(a => new Argument(a, this))]);
        }

        return call.Name switch
        {
            "toscalar" => BindToScalar(call),
            "column_names_of" when call.Arguments.Count == 1 => new Constant(ScalarType.Dynamic, new DynamicArray([.. Query.BindTable(call.Arguments[0], Scope).Schema.Names.Select(Dynamic.Of)])),
            _ => BindFunction(call),
        };
    }

    private BoundExpression BindFunction(CallExpression call)
    {
        var found = FunctionTable.Find(call.Name);
        if (found is { IsOperator: true })
        {
            throw QueryException.Refused(call.Position, $"'{call.Name}' is an operator, not a function");
        }

        if (found is null)
        {
            throw LanguageNames.NotEvaluated.Contains(call.Name)
                ? QueryException.Unsupported(call.Position, $"the function '{call.Name}' is not supported")
                : QueryException.Refused(call.Position, $"the function '{call.Name}' is not supported{Near(call.Name)}");
        }

        return FunctionBinder.Bind(new(found, call.Position, [.. call.Arguments.Select(BindArgument)], Query.Context)
        {
            Names = [.. call.Arguments.Select(Naming.Implied)],
            Rows = Rows,
            Sources = Query.Sources,
            Settings = Query.Settings,
        });
    }

    // Where rows are summarized, an aggregate was meant rather than a function.
    private string Near(string name)
        => aggregate is not null && Suggestion.For(name, AggregateTable.Names) is { Length: > 0 } near ? near : Suggestion.For(name, FunctionTable.Names.Concat(Scope.Names()));

    // typeof(long) reaches a function as the type's name.
    private BoundExpression BindArgument(Expression argument)
        => argument is TypeExpression type ? new Constant(ScalarType.String, type.Type.Name()) : Bind(argument);

    private BoundExpression BindToScalar(CallExpression call)
    {
        if (call.Arguments.Count != 1)
        {
            throw QueryException.Refused(call.Position, "toscalar() takes one argument");
        }

        return Query.IsTable(call.Arguments[0], Scope) ? new FirstValue(Query.BindTable(call.Arguments[0], Scope)) : Bind(call.Arguments[0]);
    }

    private BoundExpression BindMember(MemberExpression member)
    {
        if (member.Target is NameExpression { Name: var side } && Rows.Find($"{side}.{member.Name}") is { } column)
        {
            return column;
        }

        if (member.Target is NameExpression { Name: var variable } && Rows.Find(variable) is null && Rows.Schema.Names.Where(n => n.StartsWith(variable + ".", StringComparison.Ordinal)).ToArray() is { Length: > 0 } known)
        {
            throw QueryException.Refused(member.Position, $"'{variable}' has no '{member.Name}'{Suggestion.For(member.Name, known.Select(n => n[(variable.Length + 1)..]))}");
        }

        return Bind(member.Target) is { Type: ScalarType.Dynamic } bag ? DynamicPath.Property(bag, member.Name)
            : throw QueryException.Refused(member.Position, $"only dynamic values have properties such as '{member.Name}'; parse_json() makes one of text");
    }

    private BoundExpression BindIndex(IndexExpression index)
    {
        var target = Bind(index.Target);
        var key = Bind(index.Index);
        return target.Type is ScalarType.Dynamic && Widening.Cost(key.Type, ScalarType.Long) is not null and < 10
            ? DynamicPath.Element(target, Widening.To(key, ScalarType.Long)!)
            : target.Type is ScalarType.Dynamic && key.Type is ScalarType.String or ScalarType.Dynamic
                ? DynamicPath.Key(target, key)
                : throw QueryException.Refused(index.Position, $"a {target.Type.Name()} cannot be indexed by a {key.Type.Name()}");
    }

    private BoundExpression BindList(ListExpression list)
    {
        var operand = Bind(list.Operand);
        var items = list.Items.Select(item => Query.IsTable(item, Scope) ? new FirstColumn(Query.BindTable(item, Scope)) : Bind(item)).ToArray();
        return ListOperators.Bind(list.Operator, list.Position, operand, items);
    }
}

/// <summary>An argument of a function that the query declares: bound where the call stands.</summary>
internal sealed record Argument(Expression Syntax, ExpressionBinder Binder);
