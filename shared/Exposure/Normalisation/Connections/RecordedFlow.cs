using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Connections;

/// <summary>A completed connection as a bystander recorded it: who opened it is known, whose network either side is in is not.</summary>
/// <param name="Transport">TCP: completed. UDP: answered.</param>
/// <param name="Initiator">Who opened it.</param>
/// <param name="Responder">Who took it.</param>
/// <param name="Seen">When.</param>
/// <param name="Source">The source format.</param>
internal readonly record struct RecordedFlow(Transport Transport, IpAddress Initiator, Endpoint Responder, Sighting Seen, string Source)
{
    /// <summary>Whether the source itself says that the responder is one of the organisation's.</summary>
    public bool IsInside { get; init; }

    /// <summary>Whether the responder is another host than the one that recorded the connection.</summary>
    public bool IsForwarded { get; init; }

    /// <summary>
    /// Concludes the current record. Between two strangers either may be the organisation's: the finding is the responder's address's, and a
    /// device that the event names is not taken for it, else its own connections to the internet would count as inbound.
    /// </summary>
    public static void Conclude(in RecordedFlow flow, ReadingContext context, RecordSink sink)
    {
        var isToStranger = !flow.IsInside && context.Discount(flow.Responder.Address) is null;
        if (isToStranger && context.Discount(flow.Initiator) is not null)
        {
            sink.Filter(FilterRule.Outbound);
            return;
        }

        InboundConnection.Conclude(
            new(flow.Transport, flow.Responder, flow.Initiator, flow.Seen, flow.Source) { IsElsewhere = isToStranger || flow.IsForwarded }, context, sink);
    }
}
