using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Connections;

/// <summary>
/// A completed inbound connection as a reader understands it, sides sorted out, the other side still unjudged. Readers filter attempts,
/// refusals, unanswered datagrams and outbound traffic themselves, as every format says it differently.
/// </summary>
/// <param name="Transport">TCP: completed. UDP: answered, or taken by a process.</param>
/// <param name="Local">The device's own endpoint.</param>
/// <param name="Remote">The other side's address.</param>
/// <param name="Seen">When.</param>
/// <param name="Source">The source format.</param>
internal readonly record struct InboundConnection(Transport Transport, Endpoint Local, IpAddress Remote, Sighting Seen, string Source)
{
    /// <summary>The device as the record names it; null where it does not, then the event's property counts.</summary>
    public DeviceId? Device { get; init; }

    /// <summary>Whether the local address is not known to be the recording host's own: then the event's property does not name its device.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>The process that accepted, where known.</summary>
    public ProcessIdentity? Process { get; init; }

    /// <summary>Concludes the current record: evidence of the device, a finding of the local address where no device is named, or why neither.</summary>
    public static void Conclude(in InboundConnection connection, ReadingContext context, RecordSink sink)
    {
        if (context.Refuse(connection.Seen.Last) is { } refusal)
        {
            sink.Reject(refusal, $"{connection.Seen.Last:O}");
        }
        else if (!context.IsScanner(connection.Remote) && context.Discount(connection.Remote) is { } rule)
        {
            sink.Filter(rule);
        }
        else if (connection.Remote == connection.Local.Address)
        {
            sink.Filter(FilterRule.Hairpin);
        }
        else if (IsExcluded(connection.Process, context))
        {
            sink.Filter(FilterRule.ProcessExcluded);
        }
        else
        {
            Observe(connection, context, sink);
        }
    }

    private static void Observe(in InboundConnection connection, ReadingContext context, RecordSink sink)
    {
        if ((connection.Device ?? (connection.IsElsewhere ? null : context.Properties.Device)) is { } device)
        {
            sink.Observe(EntityId.Of(context.Tenant, device), [.. ObservationsOf(connection, context)]);
        }
        else if (connection.Local.Address == IpAddress.Unspecified)
        {
            sink.Reject(RejectionReason.MissingField, $"neither a device nor a local address; name the device by property '{EventProperties.DeviceId}'");
        }
        else if (!AddressSpace.IsHost(connection.Local.Address))
        {
            sink.Filter(FilterRule.LocalNotHost);
        }
        else if (context.Discount(connection.Remote) is { } rule)
        {
            sink.Filter(rule); // a scanner's probe helps only where its device is known
        }
        else
        {
            sink.Observe(
                EntityId.Of(context.Tenant, connection.Local.Address),
                new ConnectionAccepted(connection.Transport, connection.Local.Port, connection.Seen, [connection.Remote], connection.Source));
        }
    }

    private static IEnumerable<Observation> ObservationsOf(InboundConnection connection, ReadingContext context)
    {
        if (context.IsScanner(connection.Remote))
        {
            yield return new ProbeReceived(connection.Transport, connection.Local, connection.Seen);
        }

        if (context.Discount(connection.Remote) is null)
        {
            var local = connection.Local == new Endpoint(IpAddress.Unspecified, 0) ? (Endpoint?)null : connection.Local;
            yield return new EvidenceSeen(
                new(Reason.ExternalNetworkConnection, connection.Transport, local, null), connection.Seen, [connection.Remote],
                Attribution.NamedByEvent, connection.Process, null, connection.Source);
        }
    }

    private static bool IsExcluded(ProcessIdentity? process, ReadingContext context) =>
        process is not null && (context.Processes.Match(process.Name) || context.Processes.Match(process.CommandLine));
}
