using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>Members of Censys's objects.</summary>
internal enum CensysColumn
{
    Ip,
    Services,
    Last_updated_at,
    Result,
    Hits,
    Resource,
    Host_v1,
    Host,
    Webproperty_v1,
    Certificate_v1,
}

/// <summary>A host of Censys: what its services share.</summary>
internal sealed class CensysHost(JsonRow row, ReadingContext context)
{
    /// <summary>Members of a service.</summary>
    public static readonly AsciiNames ServiceColumns = AsciiNames.Of<Column>();

    private readonly IpAddress? _address = row[(int)CensysColumn.Ip].TryAddress(out var address) ? address : null;
    private readonly string? _written = row[(int)CensysColumn.Ip].Text(64);
    private readonly DateTimeOffset? _updated = ScanTime.Of(row[(int)CensysColumn.Last_updated_at]) ?? ScanTime.Named(context);

    private enum Column
    {
        Port,
        Transport_protocol,
        Observed_at,
        Scan_time,
        Protocol,
        Service_name,
    }

    /// <summary>Reads one service as one record.</summary>
    public void Read(JsonRow service, RecordPlace place, ReadingContext context, RecordSink sink)
    {
        sink.Next(place.Start, place.Length);
        if (_address is not { } address)
        {
            sink.Reject(_written is null ? Events.RejectionReason.MissingField : Events.RejectionReason.InvalidField, $"ip '{_written}'");
            return;
        }

        var transport = service[(int)Column.Transport_protocol].Text(16) ?? "tcp"; // search hits may leave out what was not asked for
        ScanAnswer.Conclude(
            new(address, Time(service), transport, service[(int)Column.Port].Text(16), Protocol(service), CensysReader.Name, CensysReader.Name), context, sink);
    }

    private DateTimeOffset? Time(JsonRow service) =>
        service[(int)Column.Observed_at] is { IsAbsent: false } observed ? ScanTime.Of(observed)
        : service[(int)Column.Scan_time] is { IsAbsent: false } scanned ? ScanTime.Of(scanned)
        : _updated;

    // UNKNOWN is an open port whose protocol was not understood.
    private static string? Protocol(JsonRow service) =>
        (service[(int)Column.Protocol].Text(64) ?? service[(int)Column.Service_name].Text(64)) is { } name and not "UNKNOWN" ? name.ToLowerInvariant() : null;
}
