using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Functions;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Binding;

internal sealed partial class QueryBinder
{
    private const int MaxCallDepth = 32;
    private int callDepth;

    /// <summary>Whether an expression is a table; decides what a let statement declares.</summary>
    public bool IsTable(Expression expression, Scope scope) => expression switch
    {
        PipelineExpression or OperatorSource or DatatableExpression or ExternalDataExpression or GivenRows => true,
        NameExpression name => scope.Find(name.Name) is { } meaning ? meaning is TableMeaning || (meaning is FunctionMeaning f && IsTable(f)) : Sources.Tables.Any(t => t.Name == name.Name),
        CallExpression { Name: "materialize" or "view" or "totable" } => true,
        CallExpression call when Sources.NamedTables.Any(t => t.Function == call.Name) || (Sources.Absent.ContainsKey(call.Name) && FunctionTable.Find(call.Name) is null) => true,
        CallExpression call => TryFindFunction(call.Name, scope) is { } function && IsTable(function),
        _ => false,
    };

    /// <summary>Adds what the statements declare to a scope.</summary>
    public Scope Declare(IEnumerable<Statement> statements, Scope scope) => statements.Aggregate(scope, (known, statement) => statement switch
    {
        LetStatement let => known.With(let.Name, Meaning(let, known)),
        LetFunctionStatement function => known.With(function.Name, new FunctionMeaning(function, known)),
        ParametersStatement parameters => parameters.Parameters.Aggregate(known, WithDefault),
        _ => known,
    });

    public BoundExpression CallScalar(FunctionMeaning function, int position, IReadOnlyList<Argument> arguments)
        => Inside(position, () =>
        {
            var (scope, result) = Enter(function, position, arguments);
            return new ExpressionBinder(this, scope, RowNames.None).Bind(result);
        });

    public Plan CallTable(FunctionMeaning function, int position, IReadOnlyList<Argument> arguments, Plan? first = null)
        => Inside(position, () =>
        {
            var (scope, result) = Enter(function, position, arguments, first);
            return BindTable(result, scope);
        });

    public FunctionMeaning FindFunction(CallExpression call, Scope scope)
        => TryFindFunction(call.Name, scope)
           ?? throw Absent(call.Name, call.Position) ?? QueryException.Refused(call.Position, $"'{call.Name}' is no tabular function{Suggestion.For(call.Name, Sources.Functions.Select(f => f.Name).Concat(scope.Names()))}");

    /// <summary>What would have to be done for data that is not registered; "" where nothing is known of it.</summary>
    public string Absence(string function) => Sources.Absent.TryGetValue(function, out var how) ? $"; {how}" : "";

    private QueryException? Absent(string function, int position)
        => Sources.Absent.ContainsKey(function) ? QueryException.Unsupported(position, $"{function}() is not enabled here{Absence(function)}") : null;

    private FunctionMeaning? TryFindFunction(string name, Scope scope)
    {
        if (scope.Find(name) is FunctionMeaning declared)
        {
            return declared;
        }

        var stored = Sources.Functions.FirstOrDefault(f => f.Name == name);
        return stored is not null && Parser.Parse($"let {name} = {stored.Text};").Statements is [LetFunctionStatement function] ? new(function, Scope.Empty) : null;
    }

    private bool IsTable(FunctionMeaning function)
    {
        var scope = function.Declaration.Parameters.Aggregate(function.Scope, (known, p) => known.With(p.Name, p.Table is null ? new ScalarMeaning(new Constant(ScalarType.Bool, null)) : new TableMeaning(() => null!)));
        var body = function.Declaration.Body;
        return body.OfType<QueryStatement>().LastOrDefault() is { } result && IsTable(result.Query, body.OfType<LetStatement>().Aggregate(scope, (known, let) =>
            known.With(let.Name, IsTable(let.Value, known) ? new TableMeaning(() => null!) : new ScalarMeaning(new Constant(ScalarType.Bool, null)))));
    }

    private Meaning Meaning(LetStatement let, Scope known) => IsTable(let.Value, known)
        ? new TableMeaning(TableOf(let, known))
        : let.Value is NameExpression name && known.Find(name.Name) is FunctionMeaning alias ? alias
        : new ScalarMeaning(new ExpressionBinder(this, known, RowNames.None).Bind(let.Value));

    // A materialized table is bound once, so that all who name it share its rows.
    private Func<Plan> TableOf(LetStatement let, Scope known)
    {
        if (let.Value is not CallExpression { Name: "materialize" })
        {
            return () => BindTable(let.Value, known);
        }

        Plan? bound = null;
        return () => bound ??= BindTable(let.Value, known);
    }

    private Scope WithDefault(Scope known, ColumnDeclaration parameter) => parameter.Default is null
        ? throw QueryException.Refused(parameter.Position, $"the query parameter '{parameter.Name}' was given no value")
        : known.With(parameter.Name, new ScalarMeaning(ExpressionBinder.As(new ExpressionBinder(this, known, RowNames.None).Bind(parameter.Default), parameter.Type, parameter.Position)));

    private (Scope Scope, Expression Result) Enter(FunctionMeaning function, int position, IReadOnlyList<Argument> arguments, Plan? first = null)
    {
        var (scope, given) = (function.Scope, arguments.ToList());
        foreach (var parameter in function.Declaration.Parameters)
        {
            if (first is { } rows && parameter.Table is not null)
            {
                (scope, first) = (scope.With(parameter.Name, new TableMeaning(() => rows)), null);
                continue;
            }

            var named = given.Find(a => a.Syntax is NamedExpression n && n.Names[0] == parameter.Name) ?? given.Find(a => a.Syntax is not NamedExpression);
            _ = named is not null && given.Remove(named);
            scope = scope.With(parameter.Name, Meaning(function, parameter, named, position));
        }

        if (given.Count > 0)
        {
            throw QueryException.Refused(position, $"{function.Declaration.Name}() takes {function.Declaration.Parameters.Count} arguments");
        }

        var body = function.Declaration.Body;
        return (Declare(body, scope), body.OfType<QueryStatement>().LastOrDefault()?.Query ?? throw QueryException.Refused(position, $"{function.Declaration.Name}() has no result"));
    }

    private Meaning Meaning(FunctionMeaning function, FunctionParameter parameter, Argument? argument, int position)
    {
        var syntax = argument?.Syntax is NamedExpression named ? named.Value : argument?.Syntax;
        if (parameter.Table is not null)
        {
            return syntax is null ? throw Missing(function, parameter, position) : new TableMeaning(() => BindTable(syntax, argument!.Binder.Scope));
        }

        var value = syntax is not null ? argument!.Binder.Bind(syntax)
            : parameter.Scalar!.Default is { } otherwise ? new ExpressionBinder(this, function.Scope, RowNames.None).Bind(otherwise)
            : throw Missing(function, parameter, position);
        return new ScalarMeaning(Widening.Convert(value, parameter.Scalar!.Type) ?? ExpressionBinder.As(value, parameter.Scalar.Type, position));
    }

    private static QueryException Missing(FunctionMeaning function, FunctionParameter parameter, int position)
        => QueryException.Refused(position, $"{function.Declaration.Name}() needs a value for '{parameter.Name}'");

    private T Inside<T>(int position, Func<T> bind)
    {
        if (++callDepth > MaxCallDepth)
        {
            throw QueryException.Refused(position, $"functions call each other deeper than {MaxCallDepth} levels");
        }

        var result = bind();
        callDepth--;
        return result;
    }
}
