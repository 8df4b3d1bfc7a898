using System.Text;

namespace ExposurePipeline.Exposure.Normalisation.Inventory;

/// <summary>When a snapshot without a time of its own was taken.</summary>
internal static class SnapshotTime
{
    /// <summary>As the event's property says, else when the hub accepted the event; false when the property is no moment.</summary>
    public static bool TryFind(ReadingContext context, out DateTimeOffset time)
    {
        time = context.Enqueued;
        return context.Properties[EventProperties.ObservedAt] is not { } text || EventTime.TryParse(Encoding.UTF8.GetBytes(text), out time);
    }
}
