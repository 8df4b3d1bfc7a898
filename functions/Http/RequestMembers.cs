using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>
/// The body of a request that is one flat JSON object. Names ignore case: Defender's own actions write <c>Comment</c>, its resources
/// <c>comment</c>. What is wrong with the members is collected, so that all of it is told at once.
/// </summary>
internal sealed class RequestMembers
{
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    private readonly Dictionary<string, string?> texts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ErrorDetail> problems = [];

    /// <summary>What is wrong; null when nothing is.</summary>
    public ApiError? Error => problems.Count == 0 ? null : ApiError.InvalidInput(problems[0].Message, problems[0].Target!) with { Details = problems };

    /// <summary>Reads a body, at most as long as its route allows, or says why it cannot be read at all.</summary>
    /// <param name="request">The request.</param>
    /// <param name="demand">What its route demands.</param>
    /// <param name="known">The members that there are; any other one is a problem.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<(RequestMembers? Members, ApiError? Error)> ReadAsync(HttpRequest request, RouteDemand demand, string[] known, CancellationToken cancellation)
    {
        if (await RequestBody.ReadAsync(request, demand.MaxBody, cancellation) is not { } body)
        {
            return (null, ApiError.BodyTooLarge(demand.MaxBody));
        }

        try
        {
            using var document = JsonDocument.Parse(body, Shallow);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? (new(document.RootElement, known), null)
                : (null, ApiError.InvalidInput("The body must be one JSON object.", "body"));
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

    private RequestMembers(JsonElement root, string[] known)
    {
        foreach (var member in root.EnumerateObject())
        {
            if (!known.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
            {
                Wrong(member.Name, $"There is no such member; there are {string.Join(", ", known)}.");
            }
            else if (!texts.TryAdd(member.Name, Scalar(member.Value)))
            {
                Wrong(member.Name, "The member is given twice.");
            }
            else if (texts[member.Name] is null && member.Value.ValueKind is not JsonValueKind.Null)
            {
                Wrong(member.Name, "A text is expected.");
            }
        }
    }

    /// <summary>Notes a problem.</summary>
    public void Wrong(string name, string message) => problems.Add(new("InvalidInput", message, name));

    /// <summary>A member without white space around it; null when it is missing, null or empty, and when it is wrong.</summary>
    public string? Text(string name, int most)
    {
        if (texts.GetValueOrDefault(name)?.Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        if (text.Length <= most && !text.Any(static c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
        {
            return text;
        }

        Wrong(name, $"A text of at most {most} characters is expected, without control characters.");
        return null;
    }

    /// <summary>A port from 1 to 65535, as a number or a text; null when it is missing or wrong.</summary>
    public ushort? Port(string name)
    {
        if (Text(name, int.MaxValue) is not { } text)
        {
            return null;
        }

        if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0)
        {
            return port;
        }

        Wrong(name, "A port from 1 to 65535 is expected.");
        return null;
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
