using System.Text.Json;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>The host's <c>RetryContext</c>, present only under a retry policy.</summary>
internal sealed class HostRetryContext(int retryCount, int maxRetryCount) : RetryContext
{
    public override int RetryCount => retryCount;

    public override int MaxRetryCount => maxRetryCount;

    /// <summary>Reads it; absent or unreadable means a first try without a policy.</summary>
    public static HostRetryContext From(IReadOnlyDictionary<string, object?> metadata)
    {
        if (!metadata.TryGetValue("RetryContext", out var value) || value is not string json)
            return new(0, 0);
        try
        {
            using var document = JsonDocument.Parse(json);
            return new(Number(document.RootElement, "RetryCount"), Number(document.RootElement, "MaxRetryCount"));
        }
        catch (JsonException)
        {
            return new(0, 0);
        }
    }

    private static int Number(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;
}
