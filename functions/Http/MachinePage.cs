using System.Globalization;
using System.Text.Json;
using ExposurePipeline.Exposure.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace ExposurePipeline.Functions.Http;

/// <summary>A page of machines in OData's shape.</summary>
/// <param name="Machines">The page.</param>
/// <param name="Count">All matches, where asked for.</param>
/// <param name="NextSkip">Where the next page begins; null at the end.</param>
internal sealed record MachinePage(IReadOnlyList<Machine> Machines, int? Count, int? NextSkip)
{
    /// <summary>Most machines of a page; a request for fewer by <c>$top</c> gets those and no link.</summary>
    public const int Size = QueryOptions.MaxTop;

    /// <summary>The page that a query means. Machines that its order does not tell apart come by id, so that pages neither repeat nor miss one.</summary>
    public static async Task<MachinePage> ReadAsync(ResourceQuery<Machine> query, IAsyncEnumerable<Machine> machines, int size, CancellationToken cancellation)
    {
        var matches = await machines.Where(query.Matches).ToListAsync(cancellation);
        matches.Sort((a, b) => query.Order(a, b) is var order and not 0 ? order : string.CompareOrdinal(a.Id, b.Id));
        var next = query.Skip + size;
        return new(
            [.. matches.Skip(query.Skip).Take(query.Top ?? size)],
            query.Count ? matches.Count : null,
            query.Top is null && next < matches.Count ? next : null);
    }

    /// <summary>The answer to a request.</summary>
    public IResult ToResult(HttpRequest request) => Results.Stream(stream => WriteAsync(stream, request), "application/json; charset=utf-8");

    private async Task WriteAsync(Stream stream, HttpRequest request)
    {
        await using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("@odata.context", $"{request.Scheme}://{request.Host}{request.PathBase}/api/$metadata#Machines");
        if (Count is { } count)
        {
            json.WriteNumber("@odata.count", count);
        }

        json.WriteStartArray("value");
        foreach (var machine in Machines)
        {
            json.WriteRawValue(machine.ToUtf8(), skipInputValidation: true);
        }

        json.WriteEndArray();
        if (NextSkip is { } skip)
        {
            json.WriteString("@odata.nextLink", Next(request, skip));
        }

        json.WriteEndObject();
    }

    private static string Next(HttpRequest request, int skip)
    {
        var options = new QueryBuilder(request.Query.Where(static option => option.Key != "$skip")) { { "$skip", skip.ToString(CultureInfo.InvariantCulture) } };
        return UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path, options.ToQueryString());
    }
}
