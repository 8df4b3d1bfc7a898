using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>A body of JSON objects, each read by one of this folder's readers.</summary>
internal static class FlowRecords
{
    /// <summary>Reads one object and concludes its records; false, and nothing concluded, when it is not well-formed.</summary>
    /// <param name="json">The object.</param>
    /// <param name="start">Where it lies in the body.</param>
    /// <param name="context">What decides beside the bytes.</param>
    /// <param name="sink">Where records are begun and concluded.</param>
    public delegate bool ReadObject(ReadOnlySpan<byte> json, int start, ReadingContext context, RecordSink sink);

    /// <summary>Reads every object; what is none is set aside.</summary>
    /// <param name="body">The body, or an array inside it.</param>
    /// <param name="read">Reads one object.</param>
    /// <param name="context">What decides beside the bytes.</param>
    /// <param name="sink">Where records are begun and concluded.</param>
    /// <param name="offset">Where these bytes lie in the body.</param>
    public static void Read(ReadOnlySpan<byte> body, ReadObject read, ReadingContext context, RecordSink sink, int offset = 0)
    {
        var records = new JsonRecords(body);
        while (records.MoveNext())
        {
            if (records.Fault is not null || !read(records.Current, offset + records.Start, context, sink))
            {
                MalformedRecord.Reject(ref records, sink, offset);
            }
        }
    }

    /// <summary>Whether a body begins as JSON objects do, bare or in an array.</summary>
    public static bool AreJson(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n,"u8) is [(byte)'{' or (byte)'[', ..];
}
