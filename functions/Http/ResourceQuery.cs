using Microsoft.OData.UriParser;

namespace ExposurePipeline.Functions.Http;

/// <summary>A checked query.</summary>
/// <param name="Matches">Whether a resource passes <c>$filter</c>.</param>
/// <param name="Order">By <c>$orderby</c>, then by key.</param>
/// <param name="Skip">How many of the matches are left out first.</param>
/// <param name="Top">Most to answer; null for a page.</param>
/// <param name="Count">Whether the number of all matches is asked for.</param>
/// <param name="Filter">The filter as parsed; null where there is none.</param>
internal sealed record ResourceQuery<T>(Func<T, bool> Matches, Comparison<T> Order, int Skip, int? Top, bool Count, FilterClause? Filter)
{
    /// <summary>
    /// Whether the filter can hold only where one of some properties says something, as a factor of <c>and</c>: a yes-or-no property is true,
    /// by itself or as <c>eq true</c>; a list has an element that <c>any</c> finds; a text equals a constant that means more than nothing.
    /// </summary>
    /// <param name="properties">The properties, each with the texts by which it says nothing.</param>
    public bool Implies(IReadOnlyDictionary<string, string[]> properties) => Filter is not null && new Implication(properties).Holds(Filter.Expression);
}
