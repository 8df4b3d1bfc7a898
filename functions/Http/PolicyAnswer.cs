using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Policy.Documents;
using ExposurePipeline.Exposure.Ports;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>A tenant's policy as it is answered: the document itself, then what is in force, who changed it and when. What is read may be sent back.</summary>
internal static class PolicyAnswer
{
    private const string Effective = "effective";
    private const string ChangedBy = "changedBy";
    private const string ChangedAt = "changedAt";

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The members that an answer adds to the document.</summary>
    public static string[] Added => [Effective, ChangedBy, ChangedAt];

    /// <summary>The answer; its entity tag is the version of the document.</summary>
    public static IResult Of(StoredPolicy stored, ExposurePolicy deployment, HttpResponse response)
    {
        response.Headers.ETag = $"\"{stored.Version}\"";
        return Results.Bytes(Write(stored, deployment), "application/json; charset=utf-8");
    }

    private static byte[] Write(StoredPolicy stored, ExposurePolicy deployment)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, Relaxed);
        json.WriteStartObject();
        TenantPolicyDocument.Write(json, stored.Policy);
        json.WriteStartObject(Effective);
        TenantPolicyDocument.Write(json, TenantPolicy.InForce(stored.Policy.Over(deployment)));
        json.WriteEndObject();
        if (stored.ChangedAt is { } at)
        {
            json.WriteString(ChangedBy, stored.ChangedBy);
            json.WriteString(ChangedAt, at.UtcDateTime);
        }

        json.WriteEndObject();
        json.Flush();
        return output.WrittenSpan.ToArray();
    }
}
