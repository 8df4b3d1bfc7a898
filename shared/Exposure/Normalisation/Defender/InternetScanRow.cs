using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary><c>InboundInternetScanInspected</c>: the sensor saw a packet of Microsoft's external scanner arrive.</summary>
internal static class InternetScanRow
{
    /// <summary>Who scanned.</summary>
    public const string Scanner = "defender";

    /// <summary>Concludes one record.</summary>
    public static void Read(in DefenderRow row, ReadingContext context, RecordSink sink)
    {
        if (row.TryTransport(sink, null, out var transport)
            && row.TryEndpoint(DefenderColumn.LocalIP, DefenderColumn.LocalPort, sink, out var local)
            && row.TryEndpoint(DefenderColumn.RemoteIP, DefenderColumn.RemotePort, sink, out var remote))
        {
            var scanned = ScannedEndpoint.Read(row[DefenderColumn.AdditionalFields]);
            Conclude(ScanSides.Of(local, remote, scanned), transport, row, context, sink);
        }
    }

    private static void Conclude(ScanSides sides, Transport transport, in DefenderRow row, ReadingContext context, RecordSink sink)
    {
        if (sides is { Device: null, Public: null })
        {
            sink.Filter(FilterRule.RemoteNotInternet);
        }
        else if (sides.Public is { } seenAs && !AddressSpace.IsGlobal(seenAs.Address))
        {
            sink.Filter(FilterRule.ScanOfInside);
        }
        else if (sides.Scanner is { } scanner && context.Discount(scanner) is { } rule)
        {
            sink.Filter(rule);
        }
        else if (row.TryIdentify(context, sink, out var device, out var time))
        {
            var key = new EvidenceKey(Reason.PublicScan, transport, sides.Device, sides.Public);
            IpAddress[] remotes = sides.Scanner is { } address ? [address] : [];
            sink.Observe(device, new EvidenceSeen(
                key, Sighting.At(time), remotes, Attribution.NamedByEvent, row.Process(), Scanner, DefenderReader.Name));
        }
    }
}
