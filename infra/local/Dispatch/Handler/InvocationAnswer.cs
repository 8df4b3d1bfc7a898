using System.Text.Json;

namespace ExposurePipeline.Local.Dispatch.Handler;

/// <summary>Judges a handler's answer as the Functions host does (HttpScriptInvocationResult).</summary>
public static class InvocationAnswer
{
    /// <summary>Reads an answer.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="mediaType">Content type without parameters; null where absent.</param>
    /// <param name="body">The body.</param>
    public static InvocationResult Read(int status, string? mediaType, ReadOnlyMemory<byte> body)
    {
        if (status is < 200 or > 299)
            return InvocationResult.Fault(InvocationKind.Failed, $"the handler answered {status}");
        // The real host never completes such an invocation: it waits until functionTimeout and then kills the handler.
        if (body.Length == 0)
            return InvocationResult.Fault(InvocationKind.ContractViolated, $"the handler answered {status} without a body");
        if (mediaType is not ("application/json" or "text/json"))
            return InvocationResult.Fault(InvocationKind.ContractViolated, $"the handler answered with content type '{mediaType}', not JSON");
        return ReadObject(body);
    }

    private static InvocationResult ReadObject(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new(InvocationKind.Succeeded, "", ReadLogs(document.RootElement))
                : InvocationResult.Fault(InvocationKind.ContractViolated, $"the handler answered JSON {document.RootElement.ValueKind}, not an object");
        }
        catch (JsonException e)
        {
            return InvocationResult.Fault(InvocationKind.ContractViolated, $"the handler's answer is no JSON: {e.Message}");
        }
    }

    private static string[] ReadLogs(JsonElement answer) =>
        answer.TryGetProperty("Logs", out var logs) && logs.ValueKind == JsonValueKind.Array
            ? [.. logs.EnumerateArray().Select(line => line.ToString())]
            : [];
}
