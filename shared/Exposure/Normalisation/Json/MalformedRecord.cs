using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>A stretch of a body that should have been a JSON object.</summary>
internal static class MalformedRecord
{
    /// <summary>Sets the current record aside with what is wrong with it; splitting goes on where the next one begins.</summary>
    /// <param name="records">Splits the body, or a part of it.</param>
    /// <param name="sink">Where it is set aside.</param>
    /// <param name="offset">Where that part begins.</param>
    public static void Reject(ref JsonRecords records, RecordSink sink, int offset = 0)
    {
        var start = offset + records.Start;
        records.Resynchronise();
        sink.Next(start, records.Current.Length);
        var reason = JsonFault.Find(records.Current, JsonScan.MaxDepth, out var detail);
        sink.Reject(records.Fault ?? reason ?? RejectionReason.MalformedJson, detail);
    }
}
