using System.Buffers;
using System.Text.Json;
using System.Text.Encodings.Web;

namespace ExposurePipeline.Local.Dispatch.Handler;

/// <summary>The body of an invocation, which differs from attempt to attempt only in its retry context.</summary>
public interface IPayload
{
    /// <summary>Writes the whole body: one JSON object with <c>Data</c> and <c>Metadata</c>.</summary>
    void WriteTo(IBufferWriter<byte> output, in Attempt attempt);
}

/// <summary>What the host says about one attempt.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="At">The moment of the attempt.</param>
/// <param name="RandomId">For <c>sys.RandGuid</c>.</param>
/// <param name="Retry">Present when the function declares a retry policy, on the first attempt too.</param>
public readonly record struct Attempt(string Function, DateTimeOffset At, Guid RandomId, RetryState? Retry)
{
    /// <summary>Escapes what JSON requires and no more, as the real host's serialiser does.</summary>
    public static JsonWriterOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes members <c>sys</c> and <c>RetryContext</c> of <c>Metadata</c>, which are inline objects.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject("sys"u8);
        json.WriteString("MethodName"u8, Function);
        json.WriteString("UtcNow"u8, At.UtcDateTime);
        json.WriteString("RandGuid"u8, RandomId);
        json.WriteEndObject();
        if (Retry is { } retry)
            WriteRetry(json, retry);
    }

    private static void WriteRetry(Utf8JsonWriter json, RetryState retry)
    {
        json.WriteStartObject("RetryContext"u8);
        json.WriteNumber("RetryCount"u8, retry.Count);
        json.WriteNumber("MaxRetryCount"u8, retry.Limit);
        if (retry.Fault is null)
        {
            json.WriteNull("Exception"u8);
        }
        else
        {
            json.WriteStartObject("Exception"u8);
            json.WriteString("Message"u8, retry.Fault);
            json.WriteEndObject();
        }

        json.WriteNull("Instance"u8);
        json.WriteStartObject("State"u8);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

/// <summary>Where a retried invocation stands.</summary>
/// <param name="Count">Retries made before this attempt.</param>
/// <param name="Limit">Declared limit; -1 for none.</param>
/// <param name="Fault">Why the attempt before failed; null on the first.</param>
public readonly record struct RetryState(int Count, int Limit, string? Fault);
