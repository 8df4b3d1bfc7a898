using System.Text.Json;
using ExposurePipeline.Functions.Hunting;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http.Hunting;

/// <summary>Reads a query from the body of a request: the text as it was written, since errors name places in it.</summary>
/// <param name="format">Which members there are.</param>
/// <param name="now">When it is asked.</param>
internal sealed class HuntingQuestion(HuntingFormat format, DateTime now)
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The query, or what is wrong with the body.</summary>
    public async Task<(HuntingRequest? Query, ApiError? Error)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (await RequestBody.ReadAsync(request, RouteDemand.Hunt.MaxBody, cancellation) is not { } body)
        {
            return (null, ApiError.BodyTooLarge(RouteDemand.Hunt.MaxBody));
        }

        try
        {
            using var document = JsonDocument.Parse(body, Shallow);
            return document.RootElement.ValueKind is JsonValueKind.Object ? Read(document.RootElement) : Malformed("The body must be one JSON object.", "body");
        }
        catch (JsonException fault) // the parser has no Try form
        {
            return Malformed($"The body is no well-formed JSON: {fault.Message}", "body");
        }
        catch (InvalidOperationException) // how texts that are no Unicode are told
        {
            return Malformed("The body has a text that is no Unicode.", "body");
        }
    }

    private (HuntingRequest? Query, ApiError? Error) Read(JsonElement root)
    {
        string[] known = [format.Query, .. format.Timespan is { } name ? [name] : Array.Empty<string>()];
        if (root.EnumerateObject().FirstOrDefault(member => !known.Any(name => IsNamed(member, name))) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
        {
            return Malformed($"There is no such member; there are {string.Join(", ", known)}.", unknown.Name);
        }

        if (Text(root, format.Query) is not { } query || string.IsNullOrWhiteSpace(query))
        {
            return Malformed("The query is missing: a text in KQL is expected.", format.Query);
        }

        var span = TimespanText.Default(now);
        return format.Timespan is { } timespan && Member(root, timespan) is { ValueKind: not JsonValueKind.Null } given && !TimespanText.TryRead(given.ToString(), now, out span)
            ? Malformed("A span of time is expected, in ISO 8601: P30D, a start, or start/end, where one of the two may be a duration.", timespan)
            : (new(query, span), null);
    }

    private string? Text(JsonElement root, string name) => Member(root, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private JsonElement? Member(JsonElement root, string name) =>
        root.EnumerateObject().FirstOrDefault(member => IsNamed(member, name)) is { Value.ValueKind: not JsonValueKind.Undefined } found ? found.Value : null;

    private bool IsNamed(JsonProperty member, string name) => member.Name.Equals(name, format.IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    private (HuntingRequest? Query, ApiError? Error) Malformed(string message, string target) => (null, new(StatusCodes.Status400BadRequest, format.MalformedCode, message, target));
}
