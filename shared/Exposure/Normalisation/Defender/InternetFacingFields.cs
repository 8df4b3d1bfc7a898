using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary>
/// Why Defender itself calls a device internet-facing: the <c>InternetFacing*</c> keys inside <c>AdditionalFields</c> of <c>DeviceInfo</c>, which
/// may outlive the flag and are evidence of their own last sighting. https://learn.microsoft.com/defender-endpoint/internet-facing-devices
/// </summary>
internal static class InternetFacingFields
{
    // The later two spellings are those of Microsoft's first published query.
    private static readonly AsciiNames Columns = new(
        "InternetFacingReason", "InternetFacingLocalIp", "InternetFacingLocalPort", "InternetFacingTransportProtocol", "InternetFacingLastSeen",
        "InternetFacingPublicScannedIp", "InternetFacingPublicScannedPort", "InternetFacingScannedPublicIp", "InternetFacingScannedPublicPort");

    /// <summary>Null when there are no such keys, or they cannot be relied on: then the row still says the rest.</summary>
    public static EvidenceSeen? Read(in DefenderRow row, ReadingContext context, DateTimeOffset time)
    {
        var fields = row[DefenderColumn.AdditionalFields];
        if (fields.Bytes.IndexOf("InternetFacing"u8) < 0)
        {
            return null; // nearly every row ends here, before anything is allocated
        }

        Span<JsonCell> cells = stackalloc JsonCell[Columns.Count];
        return JsonRow.TryRead(fields.Nested(), Columns, cells, out var keys) && TryTransport(keys[3], out var transport) && keys[2].TryPort(out var localPort)
            && TryTime(keys[4], row, context, ref time)
            ? Conclude(keys, transport, Known(keys[1], localPort), time)
            : null;
    }

    private static EvidenceSeen? Conclude(in JsonRow keys, Transport transport, Endpoint? local, DateTimeOffset time)
    {
        var reason = keys[0];
        if (reason.Is("PublicScan"u8))
        {
            return TryPublic(keys, local, out var seenAs) ? Evidence(new(Reason.PublicScan, transport, local, seenAs), InternetScanRow.Scanner, time) : null;
        }

        var isConnection = reason.Is("ExternalNetworkConnection"u8) || reason.Is("InboundConnection"u8);
        return isConnection && (local is null || AddressSpace.IsHost(local.Value.Address)) ? Evidence(new(Reason.ExternalNetworkConnection, transport, local, null), null, time) : null;
    }

    private static EvidenceSeen Evidence(EvidenceKey key, string? scanner, DateTimeOffset time) =>
        new(key, Sighting.At(time), [], Attribution.NamedByEvent, null, scanner, DefenderReader.Name);

    // The public side is given where NAT was detected; without it the device's own address must be one that the internet reaches.
    private static bool TryPublic(in JsonRow keys, Endpoint? local, out Endpoint? seenAs)
    {
        seenAs = null;
        var ip = keys[5].IsAbsent ? keys[7] : keys[5];
        var port = keys[6].IsAbsent ? keys[8] : keys[6];
        if (ip.IsAbsent)
        {
            return local is { } own && AddressSpace.IsGlobal(own.Address);
        }

        if (!ip.TryAddress(out var address) || !port.TryPort(out var number) || !AddressSpace.IsGlobal(address))
        {
            return false;
        }

        seenAs = new(address, number);
        return true;
    }

    // Documented as TCP or UDP; where it is missing, TCP: of UDP Defender says less in everything.
    private static bool TryTransport(JsonValue value, out Transport transport)
    {
        var found = value.IsAbsent ? Transport.Tcp : TransportNames.Find(value.Plain(stackalloc byte[16]));
        transport = found ?? default;
        return found is not null;
    }

    private static Endpoint? Known(JsonValue ip, ushort port) => ip.TryAddress(out var address) && !AddressSpace.IsUnspecified(address) ? new(address, port) : null;

    // A sighting in words that cannot be read is as old as the row only while the flag stands.
    private static bool TryTime(JsonValue lastSeen, in DefenderRow row, ReadingContext context, ref DateTimeOffset time)
    {
        if (lastSeen.TryTime(out var seen))
        {
            time = seen;
        }
        else if (!lastSeen.IsAbsent && row[DefenderColumn.IsInternetFacing].Truth() is not true)
        {
            return false;
        }

        return context.Refuse(time) is null;
    }
}
