using System.Globalization;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Syntax;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http.Hunting;

/// <summary>Why a query has no rows, as an answer. Targets name the member and the place in it: <c>Query:3:14</c> is line 3, column 14.</summary>
internal static class HuntingErrors
{
    private const string Code = "BadRequest";
    private const int ClientClosedRequest = 499;

    /// <summary>Whoever asked went away; no one reads this but a log.</summary>
    public static ApiError NobodyWaits { get; } = new(ClientClosedRequest, "ClientClosedRequest", "Nobody waits for the answer any more.", null);

    /// <summary>In Defender's words.</summary>
    public static ApiError TooLarge { get; } = new(
        StatusCodes.Status400BadRequest, Code,
        "Query execution has exceeded the allowed result size. Optimize your query by limiting the number of results and try again.", null);

    /// <summary>An operator has to mend something.</summary>
    public static ApiError Unavailable(string message) => new(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", message, null);

    /// <summary>What the engine said.</summary>
    public static ApiError Of(HuntingError error, HuntingFormat format) => error.Kind switch
    {
        HuntingErrorKind.Cancelled => NobodyWaits,
        HuntingErrorKind.Budget => new(StatusCodes.Status400BadRequest, Code, error.Diagnostics[0].Message, format.Query),
        _ => Of(error.Diagnostics, format),
    };

    private static ApiError Of(IReadOnlyList<Diagnostic> diagnostics, HuntingFormat format)
    {
        ErrorDetail[] details = [.. diagnostics.Select(each => new ErrorDetail(Code, each.Message, string.Create(CultureInfo.InvariantCulture, $"{format.Query}:{each.Line}:{each.Column}")))];
        return new ApiError(StatusCodes.Status400BadRequest, Code, Told(diagnostics[0]), details[0].Target) { Details = details };
    }

    private static string Told(Diagnostic first) => string.Create(CultureInfo.InvariantCulture, $"Line {first.Line}, column {first.Column}: {first.Message}");
}
