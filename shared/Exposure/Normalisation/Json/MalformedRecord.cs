using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>A stretch of a body that should have been a JSON object.</summary>
internal static class MalformedRecord
{
    /// <summary>Sets the current record aside with what is wrong with it; splitting goes on where the next one begins.</summary>
    public static void Reject(ref JsonRecords records, RecordSink sink)
    {
        var start = records.Start;
        records.Resynchronise();
        sink.Next(start, records.Current.Length);
        var reason = JsonFault.Find(records.Current, JsonScan.MaxDepth, out var detail);
        sink.Reject(records.Fault ?? reason ?? RejectionReason.MalformedJson, detail);
    }
}
