using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>A left and a right column that must be equal, brought to one type.</summary>
internal sealed record JoinKey(BoundExpression Left, BoundExpression Right, int RightIndex)
{
    public static IReadOnlyList<JoinKey> Bind(JoinOperator syntax, Schema left, Schema right)
    {
        var keys = syntax.Conditions.SelectMany(Equalities).Select(c => Bind(c, left, right)).ToArray();
        return keys.Length > 0 ? keys : throw QueryException.Refused(syntax.Position, $"'{syntax.Keyword}' needs columns to match: on Key");
    }

    private static IEnumerable<Expression> Equalities(Expression condition)
        => condition is LogicalExpression { IsAnd: true } all ? all.Terms.SelectMany(Equalities) : [condition];

    private static JoinKey Bind(Expression condition, Schema left, Schema right) => condition switch
    {
        NameExpression name => Of(name.Position, left, name.Name, right, name.Name),
        BinaryExpression { Operator: "==", Left: MemberExpression a, Right: MemberExpression b } when IsSide(a, "$left") && IsSide(b, "$right") => Of(condition.Position, left, a.Name, right, b.Name),
        BinaryExpression { Operator: "==", Left: MemberExpression a, Right: MemberExpression b } when IsSide(a, "$right") && IsSide(b, "$left") => Of(condition.Position, left, b.Name, right, a.Name),
        _ => throw QueryException.Refused(condition.Position, "rows are matched by equal columns only: on Key, or on $left.A == $right.B"),
    };

    private static bool IsSide(MemberExpression member, string side) => member.Target is NameExpression name && name.Name == side;

    private static JoinKey Of(int position, Schema left, string leftName, Schema right, string rightName)
    {
        var (a, b) = (Column(position, left, leftName, "left"), Column(position, right, rightName, "right"));
        var type = a.Type == b.Type ? a.Type : a.Type.IsNumber() && b.Type.IsNumber() ? Widening.Common([a.Type, b.Type])
            : throw QueryException.Refused(position, $"a {a.Type.Name()} column cannot be matched with a {b.Type.Name()} column");
        return type is ScalarType.Dynamic ? throw QueryException.Refused(position, $"'{leftName}' is dynamic; match by tostring() of it")
            : new(Widening.To(a, type)!, Widening.To(b, type)!, b.Index);
    }

    private static ColumnReference Column(int position, Schema schema, string name, string side)
        => schema.IndexOf(name) is >= 0 and var index ? new(schema.Columns[index].Type, index)
            : throw QueryException.Refused(position, $"'{name}' names no column of the {side} side{Suggestion.For(name, schema.Names)}");
}
