using Microsoft.OData.UriParser;

namespace ExposurePipeline.Functions.Http;

/// <summary>Judges whether a condition can hold only where one of some properties says something; see <see cref="ResourceQuery{T}.Implies"/>.</summary>
internal sealed class Implication(IReadOnlySet<string> properties, string nothing)
{
    /// <summary>False where in doubt.</summary>
    public bool Holds(SingleValueNode node) => node switch
    {
        ConvertNode convert => Holds(convert.Source),
        SingleValuePropertyAccessNode access => properties.Contains(access.Property.Name),
        AnyNode { Source: CollectionPropertyAccessNode list } => properties.Contains(list.Property.Name),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } and => Holds(and.Left) || Holds(and.Right),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } or => Holds(or.Left) && Holds(or.Right),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Equal } equal =>
            (SaysSomething(equal.Right) && Holds(equal.Left)) || (SaysSomething(equal.Left) && Holds(equal.Right)),
        _ => false,
    };

    private bool SaysSomething(SingleValueNode node) => node switch
    {
        ConvertNode convert => SaysSomething(convert.Source),
        ConstantNode { Value: string text } => text != nothing,
        ConstantNode { Value: bool flag } => flag,
        _ => false,
    };
}
