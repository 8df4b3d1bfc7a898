using ExposurePipeline.Exposure.Normalisation.Text;

namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>
/// AWS VPC flow logs of every version: files with any order of fields, CSV, JSON rows, and what CloudWatch Logs and its subscriptions
/// send. <c>instance-id</c> names the device; without it the record concerns the local address.
/// </summary>
public sealed class AwsFlowReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "aws-vpc-flow";

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        if (FlowRecords.AreJson(head))
        {
            return HasRowNames(head) || (head.IndexOf("\"message\""u8) >= 0 && HasRecord(head));
        }

        var lines = new TextLines(head);
        return lines.MoveNext() && !lines.IsTooLong
            && (AwsFlowLayout.Parse(lines.Current) is not null || AwsFlowLayout.Recognise(lines.Current) is not null
                || HasRecord(lines.Current));
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        var reading = new AwsFlowBody(context, sink);
        if (FlowRecords.AreJson(body.Span))
        {
            FlowRecords.Read(body.Span, (json, start, _, _) => reading.TryReadObject(json, start), context, sink);
        }
        else
        {
            reading.ReadLines(body.Span);
        }
    }

    private static bool HasRowNames(ReadOnlySpan<byte> head) =>
        (head.IndexOf("\"srcaddr\""u8) >= 0 && head.IndexOf("\"dstaddr\""u8) >= 0)
        || (head.IndexOf("\"srcAddr\""u8) >= 0 && head.IndexOf("\"dstAddr\""u8) >= 0)
        || (head.IndexOf("\"sourceaddress\""u8) >= 0 && head.IndexOf("\"destinationaddress\""u8) >= 0)
        || head.IndexOf("\"pkt_srcaddr\""u8) >= 0 || head.IndexOf("\"pkt-srcaddr\""u8) >= 0;

    private static bool HasRecord(ReadOnlySpan<byte> text) =>
        text.IndexOf("eni-"u8) >= 0
        && (text.IndexOf("ACCEPT"u8) >= 0 || text.IndexOf("REJECT"u8) >= 0 || text.IndexOf("NODATA"u8) >= 0 || text.IndexOf("SKIPDATA"u8) >= 0);
}
