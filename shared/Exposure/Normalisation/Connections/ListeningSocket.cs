using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Rows;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Connections;

/// <summary>A socket on which a device listens, as a reader understands it.</summary>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Local">The bound endpoint; <c>0.0.0.0</c> or <c>::</c> for every interface.</param>
/// <param name="Seen">When.</param>
internal readonly record struct ListeningSocket(Transport Transport, Endpoint Local, DateTimeOffset Seen)
{
    /// <summary>The device as the record names it; null where it does not, then the event's property counts.</summary>
    public DeviceId? Device { get; init; }

    /// <summary>Who listens, where known.</summary>
    public ProcessIdentity? Process { get; init; }

    /// <summary>Concludes the current record.</summary>
    public static void Conclude(in ListeningSocket socket, ReadingContext context, RecordSink sink)
    {
        if (sink.Journal is { } journal)
        {
            ConnectionRows.Write(journal, socket, context);
        }

        if (AddressSpace.IsLoopback(socket.Local.Address))
        {
            sink.Filter(FilterRule.ListenerOnLoopback);
        }
        else if (socket.Local.Port == 0)
        {
            sink.Reject(RejectionReason.MissingField, "a listening socket without a port");
        }
        else if (context.Refuse(socket.Seen) is { } refusal)
        {
            sink.Reject(refusal, $"{socket.Seen:O}");
        }
        else if ((socket.Device ?? context.Properties.Device) is { } device)
        {
            sink.Observe(EntityId.Of(context.Tenant, device), new ListenerSeen(socket.Transport, socket.Local, Sighting.At(socket.Seen), socket.Process));
        }
        else
        {
            sink.Reject(RejectionReason.MissingField, $"no device is named; name it by property '{EventProperties.DeviceId}'");
        }
    }
}
