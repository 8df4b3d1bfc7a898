using Microsoft.OData.UriParser;

namespace ExposurePipeline.Functions.Http;

/// <summary>A checked query.</summary>
/// <param name="Matches">Whether a resource passes <c>$filter</c>.</param>
/// <param name="Order">By <c>$orderby</c>; equal where it does not decide.</param>
/// <param name="Skip">How many of the matches are left out first.</param>
/// <param name="Top">Most to answer; null for a page.</param>
/// <param name="Count">Whether the number of all matches is asked for.</param>
/// <param name="Filter">The filter as parsed; null where there is none.</param>
internal sealed record ResourceQuery<T>(Func<T, bool> Matches, Comparison<T> Order, int Skip, int? Top, bool Count, FilterClause? Filter)
{
    /// <summary>Whether the filter can hold only where a yes-or-no property is true: as a factor of <c>and</c>, by itself or as <c>eq true</c>.</summary>
    public bool Implies(string property) => Filter is not null && Implies(Filter.Expression, property);

    private static bool Implies(SingleValueNode node, string property) => node switch
    {
        ConvertNode convert => Implies(convert.Source, property),
        SingleValuePropertyAccessNode access => access.Property.Name == property,
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } and => Implies(and.Left, property) || Implies(and.Right, property),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } or => Implies(or.Left, property) && Implies(or.Right, property),
        BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Equal } equal =>
            (IsTrue(equal.Right) && Implies(equal.Left, property)) || (IsTrue(equal.Left) && Implies(equal.Right, property)),
        _ => false,
    };

    private static bool IsTrue(SingleValueNode node) => node switch
    {
        ConvertNode convert => IsTrue(convert.Source),
        ConstantNode constant => constant.Value is true,
        _ => false,
    };
}
