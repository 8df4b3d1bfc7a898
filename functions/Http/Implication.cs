using Microsoft.OData.UriParser;

namespace ExposurePipeline.Functions.Http;

/// <summary>Judges whether a condition can hold only where one of some properties says something; see <see cref="ResourceQuery{T}.Implies"/>.</summary>
internal sealed class Implication(IReadOnlyDictionary<string, string[]> properties)
{
    /// <summary>False where in doubt.</summary>
    public bool Holds(SingleValueNode node) => node switch
    {
        ConvertNode convert => Holds(convert.Source),
        SingleValuePropertyAccessNode access => properties.ContainsKey(access.Property.Name),
        AnyNode { Source: CollectionPropertyAccessNode list } => properties.ContainsKey(list.Property.Name),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } and => Holds(and.Left) || Holds(and.Right),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } or => Holds(or.Left) && Holds(or.Right),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Equal } equal => Equates(equal.Left, equal.Right) || Equates(equal.Right, equal.Left),
        _ => false,
    };

    private bool Equates(SingleValueNode property, SingleValueNode value) => (property, value) switch
    {
        (ConvertNode convert, _) => Equates(convert.Source, value),
        (_, ConvertNode convert) => Equates(property, convert.Source),
        (SingleValuePropertyAccessNode access, ConstantNode { Value: string text }) => properties.TryGetValue(access.Property.Name, out var nothing) && !nothing.Contains(text),
        (_, ConstantNode { Value: true }) => Holds(property),
        _ => false,
    };
}
