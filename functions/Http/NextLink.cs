using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace ExposurePipeline.Functions.Http;

/// <summary>Where the rest of an answer is.</summary>
internal static class NextLink
{
    /// <summary>The same request from a later resource on.</summary>
    public static string Of(HttpRequest request, int skip)
    {
        var options = new QueryBuilder(request.Query.Where(static option => option.Key != "$skip")) { { "$skip", skip.ToString(CultureInfo.InvariantCulture) } };
        return UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase, request.Path, options.ToQueryString());
    }
}
