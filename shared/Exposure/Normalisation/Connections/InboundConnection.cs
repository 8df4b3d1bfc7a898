using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Rows;
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
        if (sink.Journal is { } journal)
        {
            ConnectionRows.Write(journal, connection, context);
        }

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

    /// <summary>
    /// Concludes the current record of a device that is known, once nothing discounts the connection: a stranger's is evidence, an own scanner's a
    /// probe, and one of a scanner that is a stranger both.
    /// </summary>
    public static void Observe(EntityId device, in InboundConnection connection, ReadingContext context, RecordSink sink)
    {
        if (!context.IsScanner(connection.Remote))
        {
            sink.Observe(device, Evidence(connection));
        }
        else if (context.Discount(connection.Remote) is not null)
        {
            sink.Observe(device, Probe(connection));
        }
        else
        {
            sink.Observe(device, Probe(connection), Evidence(connection));
        }
    }

    private static void Observe(in InboundConnection connection, ReadingContext context, RecordSink sink)
    {
        if ((connection.Device ?? (connection.IsElsewhere ? null : context.Properties.Device)) is { } device)
        {
            Observe(EntityId.Of(context.Tenant, device), connection, context, sink);
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

    private static ProbeReceived Probe(in InboundConnection connection) => new(connection.Transport, connection.Local, connection.Seen);

    private static EvidenceSeen Evidence(in InboundConnection connection)
    {
        var local = connection.Local == new Endpoint(IpAddress.Unspecified, 0) ? (Endpoint?)null : connection.Local;
        return new(
            new(Reason.ExternalNetworkConnection, connection.Transport, local, null), connection.Seen, [connection.Remote],
            Attribution.NamedByEvent, connection.Process, null, connection.Source);
    }

    private static bool IsExcluded(ProcessIdentity? process, ReadingContext context) =>
        process is not null && (context.Processes.Match(process.Name) || context.Processes.Match(process.CommandLine));
}
