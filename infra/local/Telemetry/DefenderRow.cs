using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ExposurePipeline.Local.Dispatch.Handler;

namespace ExposurePipeline.Local.Telemetry;

/// <summary>One exported row as one streamed record: an empty cell is null, numbers and booleans get their types back.</summary>
internal static class DefenderRow
{
    private static readonly string[] NumberEndings = ["Port", "ProcessId", "ParentId", "FileSize", "LogonId", "ReportId", "OSBuild"];

    private static readonly string[] NetworkEndings =
        ["ConnectionInspected", "SignatureInspected", "AuthenticationInspected", "InternetScanInspected", "AggregatedReport"];

    public static byte[] Write(string[] header, string[] cells, string tenant)
    {
        var row = Cells(header, cells);
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Attempt.Json);
        json.WriteStartObject();
        json.WriteString("time"u8, row.GetValueOrDefault("Timestamp"));
        json.WriteString("tenantId"u8, row.GetValueOrDefault("TenantId") ?? tenant);
        json.WriteString("operationName"u8, "Publish"u8);
        json.WriteString("category"u8, "AdvancedHunting-" + Table(row));
        json.WriteStartObject("properties"u8);
        foreach (var (name, value) in row)
            WriteCell(json, name, value);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    // Portal exports repeat some columns, and split ReportId by type: the first cell with content stands.
    private static Dictionary<string, string?> Cells(string[] header, string[] cells)
    {
        var row = new Dictionary<string, string?>(header.Length);
        for (var i = 0; i < header.Length; i++)
        {
            var name = header[i] is "ReportId_long" or "ReportId_string" ? "ReportId" : header[i];
            var value = i < cells.Length && cells[i].Length > 0 ? cells[i] : null;
            if (row.GetValueOrDefault(name) is null)
                row[name] = name == "Timestamp" ? Iso(value) : value;
        }

        return row;
    }

    private static string Table(Dictionary<string, string?> row) => row.GetValueOrDefault("ActionType") switch
    {
        { } action when IsNetwork(action) => "DeviceNetworkEvents",
        { } => "DeviceEvents",
        null when row.ContainsKey("IPAddresses") => "DeviceNetworkInfo",
        null => "DeviceInfo",
    };

    private static bool IsNetwork(string action) =>
        action.StartsWith("Connection", StringComparison.Ordinal)
        || action.StartsWith("InboundConnection", StringComparison.Ordinal)
        || action.StartsWith("ListeningConnection", StringComparison.Ordinal)
        || NetworkEndings.Any(ending => action.EndsWith(ending, StringComparison.Ordinal));

    private static void WriteCell(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null && IsNumber(name) && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            json.WriteNumber(name, number);
        else if (value is not null && name.StartsWith("Is", StringComparison.Ordinal) && ReadBoolean(value) is { } flag)
            json.WriteBoolean(name, flag);
        else
            json.WriteString(name, value);
    }

    private static bool IsNumber(string name) => name == "InitiatingProcessId" || NumberEndings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));

    private static bool? ReadBoolean(string value) => value.ToUpperInvariant() switch
    {
        "TRUE" or "1" => true,
        "FALSE" or "0" => false,
        _ => null,
    };

    // The portal writes the reader's own date format; the stream writes ISO 8601.
    private static string? Iso(string? value) =>
        value is not null && !value.Contains('T', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)
            : value;
}
