using System.Text.Json;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Reachability.Supposing;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http.CloudResources;

/// <summary>What someone supposes: resources as they might be, resources that might be gone, and changes of bodies that are stored.</summary>
/// <param name="Resources">Documents as the clouds write them, one resource or several each.</param>
/// <param name="Removed">Resources by key, or as their cloud names them.</param>
/// <param name="Patches">Resources, named likewise, and how their bodies change.</param>
internal sealed record Supposition(IReadOnlyList<Body> Resources, IReadOnlyList<string> Removed, IReadOnlyList<(string Id, SupposedPatch Patch)> Patches)
{
    /// <summary>Most changes in one request.</summary>
    public const int MostChanges = 100;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a request, or says everything that is wrong with it.</summary>
    public static async Task<(Supposition? Asked, ApiError? Error)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (await RequestBody.ReadAsync(request, RouteDemand.Suppose.MaxBody, cancellation) is not { } body)
        {
            return (null, ApiError.BodyTooLarge(RouteDemand.Suppose.MaxBody));
        }

        try
        {
            var root = JsonElement.Parse(body, Options);
            return ReadTexts(root).ValueKind is JsonValueKind.Object ? new SuppositionReader(root).Read() : (null, ApiError.InvalidInput("The body must be one JSON object.", "body"));
        }
        catch (JsonException fault) // the parser has no Try form
        {
            return (null, ApiError.InvalidInput($"The body is no well-formed JSON: {fault.Message}", "body"));
        }
        catch (InvalidOperationException) // how texts that are no Unicode are told
        {
            return (null, ApiError.InvalidInput("The body has a text that is no Unicode.", "body"));
        }
    }

    // Here, so that nobody who reads one later meets one that cannot be read.
    private static JsonElement ReadTexts(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                _ = value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                {
                    ReadTexts(element);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    ReadTexts(member.Value);
                }

                break;
        }

        return value;
    }
}
