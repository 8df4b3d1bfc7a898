using System.Collections;
using Microsoft.OData;
using Microsoft.OData.UriParser;

namespace ExposurePipeline.Functions.Http;

/// <summary>Turns a checked OData expression into a function of a resource. Comparison follows OData 4.01: text ordinally, null equal to null only.</summary>
internal sealed class QueryExpression<T>(ResourceModel<T> model)
{
    /// <summary>Most operators, operands and calls of one expression; this bounds its depth too.</summary>
    public const int MaxNodes = 400;

    private int nodes;

    /// <exception cref="ODataException">The expression is too large, or uses an operator or function that is not offered here.</exception>
    public Func<Scope<T>, object?> Compile(SingleValueNode node) => ++nodes > MaxNodes ? throw TooLarge() : node switch
    {
        ConstantNode constant => Constant(constant),
        ConvertNode convert => Compile(convert.Source), // values compare by meaning, whatever width the parser widened them to
        SingleValuePropertyAccessNode property => Property(property.Property.Name),
        NonResourceRangeVariableReferenceNode variable => scope => scope.Find(variable.Name),
        UnaryOperatorNode { OperatorKind: UnaryOperatorKind.Not } not => Not(Compile(not.Operand)),
        BinaryOperatorNode binary => Binary(binary.OperatorKind, Compile(binary.Left), Compile(binary.Right)),
        SingleValueFunctionCallNode call => Call(call),
        InNode member => In(member),
        AnyNode any => Any(any),
        _ => throw NotOffered(node.Kind.ToString()),
    };

    private static Func<Scope<T>, object?> Constant(ConstantNode constant)
    {
        var value = QueryValue.OfLiteral(constant.Value) ?? (constant.Value is null ? null : throw NotOffered(constant.LiteralText));
        return _ => value;
    }

    private Func<Scope<T>, object?> Property(string name)
    {
        var read = model[name].Read;
        return scope => read(scope.Item);
    }

    private static Func<Scope<T>, object?> Not(Func<Scope<T>, object?> operand) => scope => operand(scope) is bool value ? !value : null;

    private static Func<Scope<T>, object?> Binary(BinaryOperatorKind kind, Func<Scope<T>, object?> left, Func<Scope<T>, object?> right) => kind switch
    {
        BinaryOperatorKind.And => scope => left(scope) switch
        {
            false => false,
            true => right(scope),
            _ => right(scope) is false ? false : null, // unknown and false is false
        },
        BinaryOperatorKind.Or => scope => left(scope) switch
        {
            true => true,
            false => right(scope),
            _ => right(scope) is true ? true : null, // unknown or true is true
        },
        BinaryOperatorKind.Equal => scope => QueryValue.AreEqual(left(scope), right(scope)),
        BinaryOperatorKind.NotEqual => scope => !QueryValue.AreEqual(left(scope), right(scope)),
        BinaryOperatorKind.GreaterThan => scope => QueryValue.Order(left(scope), right(scope)) > 0,
        BinaryOperatorKind.GreaterThanOrEqual => scope => QueryValue.Order(left(scope), right(scope)) >= 0,
        BinaryOperatorKind.LessThan => scope => QueryValue.Order(left(scope), right(scope)) < 0,
        BinaryOperatorKind.LessThanOrEqual => scope => QueryValue.Order(left(scope), right(scope)) <= 0,
        _ => throw NotOffered(kind.ToString()),
    };

    private Func<Scope<T>, object?> Call(SingleValueFunctionCallNode call)
    {
        Func<Scope<T>, object?>[] arguments = [.. call.Parameters.Select(static parameter => (SingleValueNode)parameter).Select(Compile)];
        return call.Name switch
        {
            "startswith" => Text(arguments, static (text, part) => text.StartsWith(part, StringComparison.Ordinal)),
            "endswith" => Text(arguments, static (text, part) => text.EndsWith(part, StringComparison.Ordinal)),
            "contains" => Text(arguments, static (text, part) => text.Contains(part, StringComparison.Ordinal)),
            "tolower" => scope => (arguments[0](scope) as string)?.ToLowerInvariant(),
            "toupper" => scope => (arguments[0](scope) as string)?.ToUpperInvariant(),
            _ => throw NotOffered(call.Name),
        };
    }

    private static Func<Scope<T>, object?> Text(Func<Scope<T>, object?>[] arguments, Func<string, string, bool> test) =>
        scope => arguments[0](scope) is string text && arguments[1](scope) is string part ? test(text, part) : null;

    private Func<Scope<T>, object?> In(InNode member)
    {
        var left = Compile(member.Left);
        if (member.Right is not CollectionConstantNode constants)
        {
            throw NotOffered("in with something other than a list of constants");
        }

        Func<Scope<T>, object?>[] values = [.. constants.Collection.Select(Constant)];
        return scope => left(scope) is var value && values.Any(other => QueryValue.AreEqual(value, other(scope)));
    }

    private Func<Scope<T>, object?> Any(AnyNode any)
    {
        if (any.Source is not CollectionPropertyAccessNode source)
        {
            throw NotOffered("any over something other than a property");
        }

        var read = model[source.Property.Name].Read;
        var variable = any.CurrentRangeVariable?.Name;
        var body = any.Body is ConstantNode { Value: true } ? static _ => true : Compile(any.Body);
        return scope => (read(scope.Item) as IEnumerable ?? Array.Empty<object>()).Cast<object?>()
            .Any(element => body(new(scope.Item, variable, element, scope)) is true);
    }

    private static ODataException TooLarge() => new($"The expression has more than {MaxNodes} parts.");

    private static ODataException NotOffered(string what) => new($"'{what}' is not offered in queries here.");
}
