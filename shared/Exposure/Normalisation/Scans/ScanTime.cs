using System.Text;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>When a port answered, for scanners that do not write it with the answer.</summary>
internal static class ScanTime
{
    /// <summary>The property <see cref="EventProperties.ObservedAt"/>, else when the hub took the file; null when the property is no time.</summary>
    public static DateTimeOffset? OfFile(ReadingContext context) =>
        context.Properties[EventProperties.ObservedAt] is null ? context.Enqueued : Named(context);

    /// <summary>The property alone: for archives of scans, which may be far older than their delivery. Null when missing or no time.</summary>
    public static DateTimeOffset? Named(ReadingContext context) =>
        context.Properties[EventProperties.ObservedAt] is { } text && EventTime.TryParse(Encoding.UTF8.GetBytes(text), out var time) ? time : null;

    /// <summary>ISO 8601 or seconds since the Unix epoch; null when neither.</summary>
    public static DateTimeOffset? Of(JsonValue stamp) =>
        stamp.TryTime(out var time) || EventTime.TryParseEpoch(stamp.Bytes, out time) ? time : null;
}
