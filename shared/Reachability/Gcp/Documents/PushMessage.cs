using System.Text.Json;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Documents;

/// <summary>A message as Pub/Sub pushes it: the document is base64 in <c>message.data</c>.</summary>
/// <remarks>Source: "Push subscriptions", format of a wrapped message. A pull answers with <c>receivedMessages</c> of the same messages.</remarks>
internal static class PushMessage
{
    /// <summary>The documents in an envelope; nothing when it is none.</summary>
    public static IEnumerable<Body> Unwrap(Body envelope) =>
        envelope["receivedMessages"].Items.Append(envelope)
            .Select(static received => received["message"]["data"].Text)
            .OfType<string>()
            .Select(Decoded)
            .OfType<JsonElement>()
            .Select(static root => new Body(root));

    private static JsonElement? Decoded(string data)
    {
        var bytes = new byte[data.Length];
        if (!Convert.TryFromBase64String(data, bytes, out var length))
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(bytes.AsSpan(0, length));
        }
        catch (JsonException)
        {
            return null; // The first message of a new feed is a plain sentence, not an asset.
        }
    }
}
