using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>A page of resources in OData's shape.</summary>
/// <param name="Items">The page.</param>
/// <param name="Count">All matches, where asked for.</param>
/// <param name="NextSkip">Where the next page begins; null at the end.</param>
internal sealed record ResourcePage<T>(IReadOnlyList<T> Items, int? Count, int? NextSkip)
{
    /// <summary>Most resources of a page; a request for fewer by <c>$top</c> gets those and no link.</summary>
    public const int Size = QueryOptions.MaxTop;

    /// <summary>The page that a query means.</summary>
    public static async Task<ResourcePage<T>> ReadAsync(ResourceQuery<T> query, IAsyncEnumerable<T> items, int size, CancellationToken cancellation)
    {
        var matches = await items.Where(query.Matches).ToListAsync(cancellation);
        matches.Sort(query.Order);
        var next = query.Skip + size;
        return new(
            [.. matches.Skip(query.Skip).Take(query.Top ?? size)],
            query.Count ? matches.Count : null,
            query.Top is null && next < matches.Count ? next : null);
    }

    /// <summary>The answer to a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="set">The name of the resources in the answer's context.</param>
    /// <param name="type">How one is written.</param>
    public IResult ToResult(HttpRequest request, string set, JsonTypeInfo<T> type) =>
        Results.Stream(stream => WriteAsync(stream, request, set, type), "application/json; charset=utf-8");

    private async Task WriteAsync(Stream stream, HttpRequest request, string set, JsonTypeInfo<T> type)
    {
        await using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("@odata.context", $"{request.Scheme}://{request.Host}{request.PathBase}/api/$metadata#{set}");
        if (Count is { } count)
        {
            json.WriteNumber("@odata.count", count);
        }

        json.WriteStartArray("value");
        foreach (var item in Items)
        {
            json.WriteRawValue(JsonSerializer.SerializeToUtf8Bytes(item, type), skipInputValidation: true);
        }

        json.WriteEndArray();
        if (NextSkip is { } skip)
        {
            json.WriteString("@odata.nextLink", NextLink.Of(request, skip));
        }

        json.WriteEndObject();
    }
}
