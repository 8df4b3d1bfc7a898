using System.Security;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Local.Broker.Http;

/// <summary>Why a request is refused: a status of the documented list and one sentence that says what and where.</summary>
internal readonly record struct Refusal(int Status, string Detail)
{
    public static Refusal BadRequest(string detail) => new(StatusCodes.Status400BadRequest, detail);

    /// <summary>410, not 404: so the Service Bus REST reference has it for an entity that does not exist.</summary>
    public static Refusal NoEntity(string path) => new(StatusCodes.Status410Gone, $"There is no hub, queue, topic or subscription '{path}'.");

    /// <summary>503, as a namespace answers that is busy: its clients wait and send again.</summary>
    public static Refusal Busy { get; } = new(StatusCodes.Status503ServiceUnavailable, "50002: the hubs have more to store than they can; nothing of this publish was stored. Wait 1 second and send it again.");

    public static Refusal LockLost(string id) =>
        new(StatusCodes.Status404NotFound, $"Message '{id}' is not locked under this token: the lock expired, or the message was settled already.");
}

internal static class Answer
{
    /// <summary>The XML body of Service Bus and Event Hubs; JSON when the caller asks for it.</summary>
    public static Task Refuse(HttpContext context, Refusal refusal)
    {
        var wantsJson = context.Request.Headers.Accept.Any(accept => accept?.Contains("application/json", StringComparison.OrdinalIgnoreCase) == true);
        context.Response.StatusCode = refusal.Status;
        if (refusal.Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "SharedAccessSignature";
        if (refusal == Refusal.Busy)
            context.Response.Headers.RetryAfter = "1";
        return wantsJson
            ? Write(context, "application/json; charset=utf-8", $$$"""{"error":{"code":"{{{refusal.Status}}}","message":"{{{System.Text.Json.JsonEncodedText.Encode(refusal.Detail)}}}"}}""")
            : Write(context, "application/xml; charset=utf-8", $"<Error><Code>{refusal.Status}</Code><Detail>{SecurityElement.Escape(refusal.Detail)}</Detail></Error>");
    }

    public static Task Write(HttpContext context, string contentType, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes).AsTask();
    }
}
