using System.Text.Json;
using System.Text.Unicode;

namespace ExposurePipeline.Exposure.Events;

/// <summary>Says what is wrong with bytes that should have been JSON.</summary>
internal static class JsonFault
{
    /// <summary>Null when the bytes are well-formed JSON no deeper than <paramref name="maxDepth"/>.</summary>
    public static RejectionReason? Of(ReadOnlySpan<byte> body, int maxDepth) => Find(body, maxDepth, out _);

    /// <summary>As <see cref="Of"/>, with the position and message of the fault.</summary>
    public static RejectionReason? Find(ReadOnlySpan<byte> body, int maxDepth, out string detail)
    {
        detail = "";
        if (!Utf8.IsValid(body))
        {
            detail = "not UTF-8";
            return RejectionReason.InvalidEncoding;
        }

        // The framework's own depth check is told apart from other faults by counting here.
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = maxDepth + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= maxDepth)
                {
                    detail = $"deeper than {maxDepth} at byte {reader.TokenStartIndex}";
                    return RejectionReason.TooDeep;
                }
            }

            return null;
        }
        catch (JsonException fault) // the reader has no Try form
        {
            detail = fault.Message;
            return reader.BytesConsumed >= body.Length ? RejectionReason.Truncated : RejectionReason.MalformedJson;
        }
    }
}
