using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Connections;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Sockets;

/// <summary>A socket without a peer, from a list that was taken at one moment.</summary>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Process">Who holds it, where the list says so by name.</param>
internal readonly record struct ListedSocket(Transport Transport, ProcessIdentity? Process)
{
    /// <summary>The device that the record names; the event's own word goes before it.</summary>
    public DeviceId? Device { get; init; }

    /// <summary>Concludes the current record.</summary>
    public void Conclude(ListedAddress local, ReadingContext context, RecordSink sink)
    {
        if (local.IsLoopback)
        {
            sink.Filter(FilterRule.ListenerOnLoopback);
        }
        else if (local.Port is [(byte)'*'])
        {
            sink.Filter(FilterRule.SocketNotListening); // open, bound to nothing yet
        }
        else if (!local.TryAddress(out var address))
        {
            sink.Reject(RejectionReason.InvalidField, $"local address '{Words.Excerpt(local.Host)}'; addresses are read as numbers only");
        }
        else if (!local.TryPort(out var port))
        {
            sink.Reject(RejectionReason.InvalidField, $"local port '{Words.Excerpt(local.Port)}'; ports are best listed as numbers");
        }
        else
        {
            Conclude(new Endpoint(address, port), context, sink);
        }
    }

    /// <summary>Concludes the current record.</summary>
    public void Conclude(Endpoint local, ReadingContext context, RecordSink sink)
    {
        if (!AddressSpace.IsHost(local.Address) && !AddressSpace.IsUnspecified(local.Address) && !AddressSpace.IsLoopback(local.Address))
        {
            sink.Filter(FilterRule.LocalNotHost);
        }
        else if (!SnapshotTime.TryFind(context, out var time))
        {
            sink.Reject(RejectionReason.InvalidTimestamp, $"property '{EventProperties.ObservedAt}'");
        }
        else
        {
            ListeningSocket.Conclude(new(Transport, local, time) { Device = context.Properties.Device ?? Device, Process = Process }, context, sink);
        }
    }
}
