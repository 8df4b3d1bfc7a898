using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Normalisation.Text;

namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>
/// A body of Azure's flow logs: the blob (<c>{"records":[…]}</c>), its records alone, rows that a forwarder flattened to members
/// <c>flow.0</c>, <c>flow.1</c>…, or tuples one a line. A tuple is a record wherever in its object it stands.
/// </summary>
internal static class AzureFlowBody
{
    private static readonly AsciiNames Nothing = new();

    /// <summary>Whether the first line is a tuple.</summary>
    public static bool BeginsWithTuple(ReadOnlySpan<byte> head, bool isVnet)
    {
        var lines = new TextLines(head);
        return lines.MoveNext() && AzureFlowTuple.Looks(Unquote(lines.Current, out _), isVnet);
    }

    /// <summary>Reads every tuple.</summary>
    /// <param name="body">The body.</param>
    /// <param name="source">The format's name.</param>
    /// <param name="context">What decides beside the bytes.</param>
    /// <param name="sink">Where the records are concluded.</param>
    public static void Read(ReadOnlySpan<byte> body, string source, ReadingContext context, RecordSink sink)
    {
        if (FlowRecords.AreJson(body))
        {
            FlowRecords.Read(body, (json, start, about, into) => TryRead(json, start, source, about, into), context, sink);
        }
        else
        {
            ReadLines(body, source, context, sink);
        }
    }

    private static void ReadLines(ReadOnlySpan<byte> body, string source, ReadingContext context, RecordSink sink)
    {
        for (var lines = new TextLines(body); lines.MoveNext();)
        {
            var tuple = Unquote(lines.Current, out var skipped);
            sink.Next(lines.Start + skipped, tuple.Length);
            if (lines.IsTooLong)
            {
                sink.Reject(RejectionReason.TooLarge, $"a line of {lines.Length} bytes");
            }
            else
            {
                AzureFlowTuple.Conclude(tuple, source, context, sink);
            }
        }
    }

    private static bool TryRead(ReadOnlySpan<byte> json, int start, string source, ReadingContext context, RecordSink sink)
    {
        if (!JsonRow.TryRead(json, Nothing, default, out _))
        {
            return false;
        }

        var found = ReadTuples(json, start, source, context, sink);
        if (found.Tuples == 0)
        {
            sink.Next(start, json.Length);
            sink.Filter(found.IsFlowLog ? FilterRule.NoData : FilterRule.KindNotRead);
        }

        return true;
    }

    // The object was read once and is well-formed, so this pass cannot fail.
    private static (int Tuples, bool IsFlowLog) ReadTuples(ReadOnlySpan<byte> json, int start, string source, ReadingContext context, RecordSink sink)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonScan.MaxDepth });
        var (tuples, isFlowLog, isTuple) = (0, false, false);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName)
            {
                // As written: comparing unescaped names throws at half of a surrogate pair.
                isTuple = reader.ValueSpan.SequenceEqual("flowTuples"u8) || reader.ValueSpan.StartsWith("flow."u8);
                isFlowLog |= isTuple || reader.ValueSpan.SequenceEqual("flows"u8) || reader.ValueSpan.SequenceEqual("flowRecords"u8);
            }
            else if (isTuple && reader.TokenType is JsonTokenType.String)
            {
                tuples++;
                sink.Next(start + (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                AzureFlowTuple.Conclude(reader.ValueSpan, source, context, sink);
            }
        }

        return (tuples, isFlowLog);
    }

    // Tuples cut out of a blob keep its quotes and the comma behind them.
    private static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> line, out int skipped)
    {
        skipped = line.IndexOfAnyExcept(" \t\""u8);
        skipped = Math.Max(skipped, 0);
        var rest = line[skipped..];
        var quote = rest.IndexOf((byte)'"');
        return quote < 0 ? rest.TrimEnd(" \t"u8) : rest[..quote];
    }
}
