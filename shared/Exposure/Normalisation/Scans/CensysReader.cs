using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>
/// Censys hosts: Search API v2 (view, search hits, the command line's arrays) and Platform API v3 (<c>resource</c>, <c>host_v1</c>), inside or
/// outside <c>result</c>. A service is an answer, whatever it speaks.
/// </summary>
public sealed class CensysReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "censys";

    private const int MostWrappers = 6; // result, hits, host_v1, resource, and room for one of a client library

    private static readonly AsciiNames Columns = AsciiNames.Of<CensysColumn>();

    private static readonly AsciiNames Lists = new("services", "result", "hits", "host_v1", "host", "resource");

    private static readonly CensysColumn[] Wrappers =
        [CensysColumn.Result, CensysColumn.Hits, CensysColumn.Host_v1, CensysColumn.Host, CensysColumn.Resource];

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public int MaxBytes => 16 * 1024 * 1024;

    // A wrapper hides the host's members, and the host's first banner may fill the head: so members are looked for as text.
    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.TrimStart(" \t\r\n,["u8) is [(byte)'{', ..]
        && ((head.IndexOf("\"services\""u8) >= 0 && head.IndexOf("\"ip\""u8) >= 0 && IsCensys(head))
            || head.IndexOf("\"host_v1\""u8) >= 0 || head.IndexOf("\"webproperty_v1\""u8) >= 0);

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink) =>
        ScanJson.Read(body.Span, Columns, sink, (row, place) => ReadNode(row, place, MostWrappers, context, sink), Lists);

    private static bool IsCensys(ReadOnlySpan<byte> head) =>
        head.IndexOf("\"transport_protocol\""u8) >= 0 || head.IndexOf("\"service_name\""u8) >= 0 || head.IndexOf("\"observed_at\""u8) >= 0
        || head.IndexOf("\"scan_time\""u8) >= 0 || head.IndexOf("\"_decoded\""u8) >= 0 || head.IndexOf("\"autonomous_system\""u8) >= 0
        || head.IndexOf("\"service_count\""u8) >= 0 || head.IndexOf("\"last_updated_at\""u8) >= 0;

    private static void ReadNode(JsonRow row, RecordPlace place, int wrappers, ReadingContext context, RecordSink sink)
    {
        if (wrappers > 0 && row[(int)CensysColumn.Services].Kind is not JsonTokenType.StartArray && Wrapped(row) is { Kind: not JsonTokenType.None } inside)
        {
            ScanJson.ReadElements(inside, Columns, place, sink, (next, at) => ReadNode(next, at, wrappers - 1, context, sink), Lists);
            return;
        }

        if (row[(int)CensysColumn.Services] is { Kind: JsonTokenType.StartArray } services)
        {
            var host = new CensysHost(row, context);
            ScanJson.ReadElements(services, CensysHost.ServiceColumns, place, sink, (service, at) => host.Read(service, at, context, sink));
            return;
        }

        sink.Next(place.Start, place.Length);
        ConcludeOther(row, sink);
    }

    private static JsonValue Wrapped(JsonRow row)
    {
        foreach (var wrapper in Wrappers)
        {
            if (row[(int)wrapper] is { Kind: JsonTokenType.StartArray or JsonTokenType.StartObject } inside)
            {
                return inside;
            }
        }

        return default;
    }

    private static void ConcludeOther(JsonRow row, RecordSink sink)
    {
        if (!row[(int)CensysColumn.Webproperty_v1].IsAbsent || !row[(int)CensysColumn.Certificate_v1].IsAbsent)
        {
            sink.Filter(FilterRule.KindNotRead);
        }
        else if (row[(int)CensysColumn.Ip].IsAbsent)
        {
            sink.Reject(RejectionReason.MissingField, "neither ip nor services");
        }
        else
        {
            sink.Filter(FilterRule.NoPorts); // hosts whose services are all gone are returned without the list
        }
    }
}
