using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ExposurePipeline.Functions.Settings;

namespace ExposurePipeline.Functions.Hunting.Kusto;

/// <summary>A query as the cluster is asked.</summary>
/// <param name="Database">The tenant's database.</param>
/// <param name="Request">The query as it was asked.</param>
/// <param name="Limits">What it may take.</param>
/// <param name="Id">The client's identifier of the request.</param>
internal sealed record KustoQuery(string Database, HuntingRequest Request, HuntingSettings Limits, string Id)
{
    private const string TimeColumn = "Timestamp";

    // What a query could reach outside of its database, and what could change something: all of it is closed.
    private static readonly string[] Closed =
    [
        "request_readonly", "request_readonly_hardline", "request_remote_entities_disabled", "request_callout_disabled", "request_external_data_disabled",
        "request_external_table_disabled", "request_sandboxed_execution_disabled", "request_impersonation_disabled",
    ];

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body of the request.</summary>
    public ReadOnlyMemory<byte> ToUtf8()
    {
        var body = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(body, Relaxed);
        json.WriteStartObject();
        json.WriteString("db", Database);
        json.WriteString("csl", Request.Text);
        json.WriteStartObject("properties");
        json.WriteStartObject("Options");
        WriteLimits(json);
        WriteSpan(json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    private void WriteLimits(Utf8JsonWriter json)
    {
        foreach (var closed in Closed)
        {
            json.WriteBoolean(closed, true);
        }

        json.WriteString("servertimeout", Limits.MaxTime.ToString("c", CultureInfo.InvariantCulture));
        json.WriteNumber("truncationmaxrecords", Limits.MaxRows);
        json.WriteBoolean("results_v2_fragment_primary_tables", true); // a long result in pieces, none of which is large
    }

    private void WriteSpan(Utf8JsonWriter json)
    {
        if (Request.Span is not { } span)
        {
            return;
        }

        json.WriteString("query_datetimescope_column", TimeColumn);
        json.WriteString("query_datetimescope_from", Instant(span.Start));
        if (span.End < DateTime.MaxValue)
        {
            json.WriteString("query_datetimescope_to", Instant(span.End));
        }
    }

    private static string Instant(DateTime instant) => DateTime.SpecifyKind(instant, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture);
}
