using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>Members of Shodan's objects.</summary>
internal enum ShodanColumn
{
    Ip_str,
    Ip,
    Port,
    Transport,
    Timestamp,
    _Shodan,
    Matches,
    Data,
    Ports,
    Error,
}

/// <summary>One banner: an answer of one port.</summary>
internal static class ShodanBanner
{
    private static readonly AsciiNames CrawlerColumns = new("module");

    /// <summary>Reads one banner as one record.</summary>
    /// <param name="banner">The banner.</param>
    /// <param name="host">The address of the host it lies in; null where it stands alone.</param>
    /// <param name="place">Where its record lies.</param>
    /// <param name="context">What decides beside the bytes.</param>
    /// <param name="sink">Where the record is concluded.</param>
    public static void Read(JsonRow banner, IpAddress? host, RecordPlace place, ReadingContext context, RecordSink sink)
    {
        sink.Next(place.Start, place.Length);
        if (TryAddress(banner, out var address))
        {
            Conclude(banner, address, context, sink);
        }
        else if (banner[(int)ShodanColumn.Ip_str].IsAbsent && host is { } around)
        {
            Conclude(banner, around, context, sink);
        }
        else if (!banner[(int)ShodanColumn.Error].IsAbsent)
        {
            sink.Filter(FilterRule.NoData); // "No information available for that IP."
        }
        else
        {
            ScanJson.RejectAddress(banner[(int)ShodanColumn.Ip_str], "ip_str", sink);
        }
    }

    /// <summary>The text counts before the number, which only holds IPv4 and overflows in anonymised exports.</summary>
    public static bool TryAddress(JsonRow row, out IpAddress address)
    {
        if (row[(int)ShodanColumn.Ip_str] is { IsAbsent: false } text)
        {
            return text.TryAddress(out address);
        }

        var number = row[(int)ShodanColumn.Ip].Number();
        address = number is >= 0 and <= uint.MaxValue ? new((uint)number, IsV4: true) : default;
        return address != default || row[(int)ShodanColumn.Ip].TryAddress(out address);
    }

    private static void Conclude(JsonRow banner, IpAddress address, ReadingContext context, RecordSink sink)
    {
        var port = banner[(int)ShodanColumn.Port];
        if (port.IsAbsent && !banner[(int)ShodanColumn.Ports].IsAbsent)
        {
            sink.Reject(RejectionReason.MissingField, $"{address} has ports but no banners: a minified host says neither transport nor time");
            return;
        }

        var transport = banner[(int)ShodanColumn.Transport].Text(16) ?? "tcp"; // old banners name it only when it is UDP
        var time = banner[(int)ShodanColumn.Timestamp] is { IsAbsent: false } stamp ? ScanTime.Of(stamp) : ScanTime.Named(context);
        ScanAnswer.Conclude(new(address, time, transport, port.Text(16), Module(banner), ShodanReader.Name, ShodanReader.Name), context, sink);
    }

    // The crawler's module that understood the answer.
    private static string? Module(JsonRow banner)
    {
        Span<JsonCell> cells = stackalloc JsonCell[1];
        return JsonRow.TryRead(banner[(int)ShodanColumn._Shodan].Nested(), CrawlerColumns, cells, out var crawler) ? crawler[0].Text(64) : null;
    }
}
