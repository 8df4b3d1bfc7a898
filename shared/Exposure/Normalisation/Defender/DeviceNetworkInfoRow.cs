using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary><c>DeviceNetworkInfo</c>: one network adapter and its addresses.</summary>
internal static class DeviceNetworkInfoRow
{
    private static readonly AsciiNames Columns = new("IPAddress");

    /// <summary>Concludes one record.</summary>
    public static void Read(in DefenderRow row, ReadingContext context, RecordSink sink)
    {
        var list = row[DefenderColumn.IPAddresses];
        if (row[DefenderColumn.NetworkAdapterStatus].Is("Down"u8) || list.IsAbsent)
        {
            sink.Filter(FilterRule.NoAddress);
        }
        else if (row.TryIdentify(context, sink, out var device, out var time))
        {
            Conclude(list, device, Sighting.At(time), sink);
        }
    }

    private static void Conclude(JsonValue list, EntityId device, Sighting seen, RecordSink sink)
    {
        var isSound = TryAddresses(list.Nested(), out var addresses);
        if (addresses.Count > 0)
        {
            sink.Observe(device, [.. addresses.Select(address => new AddressSeen(address, AddressRelation.Interface, seen))]);
        }
        else if (isSound)
        {
            sink.Filter(FilterRule.NoAddress);
        }
        else
        {
            sink.Reject(RejectionReason.InvalidField, "IPAddresses is no list of addresses");
        }
    }

    // An entry that is no address ("1.1.1.1.5", a link-local address with its scope inside) must not lose its neighbours.
    private static bool TryAddresses(ReadOnlySpan<byte> json, out HashSet<IpAddress> addresses)
    {
        addresses = [];
        var isSound = !json.IsEmpty;
        Span<JsonCell> cells = stackalloc JsonCell[Columns.Count];
        var entries = new JsonRecords(json);
        while (entries.MoveNext())
        {
            if (entries.Fault is null && JsonRow.TryRead(entries.Current, Columns, cells, out var entry))
            {
                isSound &= Keep(entry[0], addresses);
                continue;
            }

            isSound = false;
            entries.Resynchronise();
        }

        return isSound;
    }

    private static bool Keep(JsonValue value, HashSet<IpAddress> addresses)
    {
        if (value.TryAddress(out var address) && IsOnANetwork(address))
        {
            addresses.Add(address);
        }

        return value.Kind is JsonTokenType.String;
    }

    // The rest exists on every device, or on none, and tells nothing about this one.
    private static bool IsOnANetwork(IpAddress address) =>
        !AddressSpace.IsLoopback(address) && !AddressSpace.IsLinkLocal(address) && !AddressSpace.IsUnspecified(address);
}
