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
            var tuples = new List<(int Start, int Length)>();
            FlowRecords.Read(body, (json, start, about, into) => TryRead(json, start, tuples, source, about, into), context, sink);
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

    private static bool TryRead(ReadOnlySpan<byte> json, int start, List<(int Start, int Length)> tuples, string source, ReadingContext context, RecordSink sink)
    {
        tuples.Clear();
        if (!TryFindTuples(json, tuples, out var isFlowLog))
        {
            return false;
        }

        foreach (var tuple in tuples)
        {
            sink.Next(start + tuple.Start, tuple.Length);
            AzureFlowTuple.Conclude(json.Slice(tuple.Start, tuple.Length), source, context, sink);
        }

        if (tuples.Count == 0)
        {
            sink.Next(start, json.Length);
            sink.Filter(isFlowLog ? FilterRule.NoData : FilterRule.KindNotRead);
        }

        return true;
    }

    // False when the object is not well-formed, which only its end tells: until then no tuple is concluded.
    private static bool TryFindTuples(ReadOnlySpan<byte> json, List<(int Start, int Length)> tuples, out bool isFlowLog)
    {
        isFlowLog = false;
        var isTuple = false;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonScan.MaxDepth });
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
                    tuples.Add(((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length));
                }
            }

            return true;
        }
        catch (JsonException) // the reader has no Try form; JsonFault finds out what is wrong
        {
            return false;
        }
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
