using System.Text.Json;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>
/// Shodan: a host with its banners in <c>data</c>, a search with them in <c>matches</c>, and downloads or the streaming API with one banner a
/// line. A banner is an answer.
/// </summary>
public sealed class ShodanReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "shodan";

    private static readonly AsciiNames Columns = AsciiNames.Of<ShodanColumn>();
    private static readonly AsciiNames Lists = new("matches", "data");
    private static readonly AsciiNames Marks = AsciiNames.Of<Mark>();

    // The first three are Shodan's own.
    private enum Mark
    {
        Ip_str,
        _Shodan,
        Matches,
        Hash,
        Asn,
        Isp,
        Http,
        Last_update,
        Country_code,
    }

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public int MaxBytes => 16 * 1024 * 1024;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        var members = JsonHead.Of(head, Marks);
        return members.HasAnyBefore((int)Mark.Hash)
            || (members.Has((int)Mark.Hash) && (members.Has((int)Mark.Asn) || members.Has((int)Mark.Isp) || members.Has((int)Mark.Http))) // a banner whose page fills the head
            || (members.Has((int)Mark.Last_update) && members.Has((int)Mark.Country_code)); // a host whose banners do
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink) =>
        ScanJson.Read(body.Span, Columns, sink, (row, place) => ReadTop(row, place, context, sink), Lists);

    private static void ReadTop(JsonRow row, RecordPlace place, ReadingContext context, RecordSink sink)
    {
        if (row[(int)ShodanColumn.Matches].Kind is JsonTokenType.StartArray)
        {
            ScanJson.ReadElements(row[(int)ShodanColumn.Matches], Columns, place, sink, (match, at) => ReadHost(match, at, context, sink), Lists);
        }
        else
        {
            ReadHost(row, place, context, sink);
        }
    }

    // A host's banners repeat its address; where one does not, the host's holds.
    private static void ReadHost(JsonRow row, RecordPlace place, ReadingContext context, RecordSink sink)
    {
        if (row[(int)ShodanColumn.Data].Kind is JsonTokenType.StartArray)
        {
            var host = ShodanBanner.TryAddress(row, out var address) ? address : default(IpAddress?);
            ScanJson.ReadElements(row[(int)ShodanColumn.Data], Columns, place, sink, (banner, at) => ShodanBanner.Read(banner, host, at, context, sink));
        }
        else
        {
            ShodanBanner.Read(row, null, place, context, sink);
        }
    }
}
