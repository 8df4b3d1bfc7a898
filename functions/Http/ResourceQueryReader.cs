using Microsoft.AspNetCore.Http;
using Microsoft.OData;
using Microsoft.OData.UriParser;

namespace ExposurePipeline.Functions.Http;

/// <summary>Reads the query options of a request against a model; everything is checked before anything is read from storage.</summary>
internal sealed class ResourceQueryReader<T>(ResourceModel<T> model)
{
    /// <summary>Longest <c>$filter</c> or <c>$orderby</c>, in characters.</summary>
    public const int MaxLength = 4_000;

    /// <summary>The query, or what is wrong with it.</summary>
    public ApiError? TryRead(IQueryCollection options, out ResourceQuery<T>? query)
    {
        query = null;
        if (QueryOptions.TryRead(options, out var plain) is { } error)
        {
            return error;
        }

        var wrongFilter = TryParse("$filter", plain.Filter, static parser => parser.ParseFilter(), Compile, out var filter);
        var wrongOrder = TryParse("$orderby", plain.OrderBy, static parser => parser.ParseOrderBy(), Compile, out var order);
        query = new(filter.Compiled ?? (static _ => true), Decided(order.Compiled), plain.Skip, plain.Top, plain.Count, filter.Clause);
        return wrongFilter ?? wrongOrder;
    }

    private ApiError? TryParse<TClause, TCompiled>(
        string name, string? text, Func<ODataQueryOptionParser, TClause> parse, Func<TClause, TCompiled> compile, out (TClause? Clause, TCompiled? Compiled) parsed)
    {
        parsed = default;
        if (text is null)
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return ApiError.OData($"{name} is empty.", $"{name}:0");
        }

        if (text.Length > MaxLength)
        {
            return ApiError.OData($"{name} may have at most {MaxLength} characters.", $"{name}:{MaxLength}");
        }

        try
        {
            var clause = parse(Parser(name, text));
            parsed = (clause, compile(clause));
            return null;
        }
        catch (ODataException fault)
        {
            return ApiError.OData(fault.Message, QueryPosition.Target(name, text, fault.Message));
        }
    }

    private ODataQueryOptionParser Parser(string name, string text) =>
        new(model.Edm, model.Type, model.Set, new Dictionary<string, string> { [name] = text })
        {
            Resolver = new ODataUriResolver { EnableCaseInsensitive = true }, // Defender's own examples write ComputerDnsName and computerDnsName
        };

    private Func<T, bool> Compile(FilterClause clause)
    {
        var expression = new QueryExpression<T>(model).Compile(clause.Expression);
        return item => expression(new(item)) is true;
    }

    // What an order does not tell apart comes by key, so that pages neither repeat nor miss one.
    private Comparison<T> Decided(Comparison<T>? order) =>
        (a, b) => order?.Invoke(a, b) is { } decided and not 0 ? decided : string.CompareOrdinal(model.Key(a), model.Key(b));

    private Comparison<T> Compile(OrderByClause clause)
    {
        var key = new QueryExpression<T>(model).Compile(clause.Expression);
        var sign = clause.Direction is OrderByDirection.Ascending ? 1 : -1;
        var then = clause.ThenBy is null ? null : Compile(clause.ThenBy);
        return (a, b) => sign * QueryValue.Sort(key(new(a)), key(new(b))) is var order and not 0 ? order : then?.Invoke(a, b) ?? 0;
    }
}
