using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>An error as Defender's API words it: <c>{"error":{"code","message","target"}}</c>.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Defender's code where it has one for the case.</param>
/// <param name="Message">What is wrong and what would be right.</param>
/// <param name="Target">Which part of the request; for a filter with the character position, such as <c>$filter:12</c>.</param>
internal sealed record ApiError(int Status, string Code, string Message, string? Target)
{
    /// <summary>Everything that is wrong, where that may be more than one thing; null for one.</summary>
    public IReadOnlyList<ErrorDetail>? Details { get; init; }

    /// <summary>A query option that cannot be read.</summary>
    public static ApiError OData(string message, string target) => new(StatusCodes.Status400BadRequest, "ODataError", message, target);

    public static ApiError InvalidInput(string message, string target) => new(StatusCodes.Status400BadRequest, "InvalidInput", message, target);

    public static ApiError Unauthorized() => new(
        StatusCodes.Status401Unauthorized, "Unauthorized", "Sign in: this app answers only callers that App Service authentication knows.", null);

    public static ApiError Forbidden(string message, string? target) => new(StatusCodes.Status403Forbidden, "Forbidden", message, target);

    public static ApiError NotFound(string message, string target) => new(StatusCodes.Status404NotFound, "ResourceNotFound", message, target);

    /// <summary>Also says in the answer's headers which methods there are.</summary>
    public static ApiError MethodNotAllowed(HttpRequest request, RouteDemand demand)
    {
        request.HttpContext.Response.Headers.Allow = string.Join(", ", demand.Methods);
        return new(StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed", $"{request.Method} is not answered here; use {demand.Methods[0]}.", null);
    }

    public static ApiError Conflict(string message, string target) => new(StatusCodes.Status409Conflict, "Conflict", message, target);

    public static ApiError PreconditionFailed(string message, string target) => new(StatusCodes.Status412PreconditionFailed, "PreconditionFailed", message, target);

    public static ApiError BodyTooLarge(long limit) => new(
        StatusCodes.Status413PayloadTooLarge, "RequestBodyTooLarge", $"A request body may have at most {limit} bytes.", "body");

    public static ApiError TooManyRequests(int limit) => TooManyRequests($"At most {limit} requests a minute are answered per tenant.");

    public static ApiError TooManyRequests(string message) => new(StatusCodes.Status429TooManyRequests, "TooManyRequests", message, null);

    /// <summary>The answer.</summary>
    public IResult ToResult() => Results.Json(new ErrorBody(new(Code, Message, Target, Details)), ApiJson.Relaxed.ErrorBody, statusCode: Status);
}

/// <summary>The body of an error.</summary>
internal sealed record ErrorBody(ErrorDetail Error);

/// <summary>The detail of an error.</summary>
internal sealed record ErrorDetail(
    string Code, string Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Target,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ErrorDetail>? Details = null);
