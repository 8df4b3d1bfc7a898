using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Declarations;

namespace ExposurePipeline.FunctionMetadata;

/// <summary>Writes the <c>function.json</c> of a function.</summary>
internal static class FunctionJson
{
    private static readonly string[] AuthLevels = ["anonymous", "user", "function", "system", "admin"];
    private static readonly JsonWriterOptions Format = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text, with a line end at the end.</summary>
    public static string Write(FunctionDeclaration function)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Format))
        {
            json.WriteStartObject();
            json.WriteStartArray("bindings");
            WriteTrigger(json, function);
            if (function.Kind == TriggerKind.Http)
                WriteHead(json, "http", "$return", "out").WriteEndObject();
            json.WriteEndArray();
            if (function.Retry is { } retry)
                WriteRetry(json, retry);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteTrigger(Utf8JsonWriter json, FunctionDeclaration function)
    {
        switch (function.Kind)
        {
            case TriggerKind.EventHub:
                WriteEventHub(WriteHead(json, "eventHubTrigger", function.Binding, "in"), function);
                break;
            case TriggerKind.Timer:
                WriteTimer(WriteHead(json, "timerTrigger", function.Binding, "in"), function.Trigger);
                break;
            default:
                WriteHttp(WriteHead(json, "httpTrigger", function.Binding, "in"), function);
                break;
        }

        json.WriteEndObject();
    }

    private static Utf8JsonWriter WriteHead(Utf8JsonWriter json, string type, string name, string direction)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("name", name);
        json.WriteString("direction", direction);
        return json;
    }

    private static void WriteEventHub(Utf8JsonWriter json, FunctionDeclaration function)
    {
        json.WriteString("eventHubName", function.Trigger.Get("eventHubName", string.Empty));
        WriteIfSet(json, "connection", function.Trigger.Get<string?>("Connection", null));
        WriteIfSet(json, "consumerGroup", function.Trigger.Get<string?>("ConsumerGroup", null));
        json.WriteString("cardinality", function.IsBatched ? "many" : "one");
        // Without it the host reads bodies as JSON: one that is not fails the whole batch, and dates are rewritten.
        json.WriteString("dataType", function.IsText ? "string" : "binary");
    }

    private static void WriteTimer(Utf8JsonWriter json, AttributeValues trigger)
    {
        json.WriteString("schedule", trigger.Get("schedule", string.Empty));
        json.WriteBoolean("runOnStartup", trigger.Get("RunOnStartup", false));
        json.WriteBoolean("useMonitor", trigger.Get("UseMonitor", true));
    }

    private static void WriteHttp(Utf8JsonWriter json, FunctionDeclaration function)
    {
        json.WriteString("authLevel", AuthLevel(function.Trigger));
        if (function.Methods.Count > 0)
        {
            json.WriteStartArray("methods");
            foreach (var method in function.Methods)
                json.WriteStringValue(method);
            json.WriteEndArray();
        }

        WriteIfSet(json, "route", function.Trigger.Get<string?>("Route", null));
    }

    // The attribute's own defaults: a key with no argument at all, none with methods alone.
    private static string AuthLevel(AttributeValues trigger) =>
        AuthLevels[trigger.Get("authLevel", trigger.Values.ContainsKey("methods") ? 0 : 2)];

    private static void WriteRetry(Utf8JsonWriter json, AttributeValues retry)
    {
        var isFixed = retry.Values.ContainsKey("delayInterval");
        json.WriteStartObject("retry");
        json.WriteString("strategy", isFixed ? "fixedDelay" : "exponentialBackoff");
        json.WriteNumber("maxRetryCount", retry.Get("maxRetryCount", 0));
        foreach (var name in isFixed ? (string[])["delayInterval"] : ["minimumInterval", "maximumInterval"])
            json.WriteString(name, retry.Get(name, string.Empty));
        json.WriteEndObject();
    }

    private static void WriteIfSet(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
