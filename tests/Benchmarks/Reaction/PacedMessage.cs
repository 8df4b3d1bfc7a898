namespace ExposurePipeline.Benchmarks.Reaction;

/// <summary>One event of the open loop.</summary>
/// <param name="Body">Of the event.</param>
/// <param name="Flagged">Devices that it flags.</param>
internal sealed record PacedMessage(byte[] Body, IReadOnlyList<string> Flagged)
{
    /// <summary>Records in a message.</summary>
    public const int Records = 10;

    /// <summary>Devices beyond the fleet are flagged once each, spread evenly over the records; the others are the fleet's usual traffic.</summary>
    /// <param name="records">How many.</param>
    /// <param name="flagging">Of 1,000, how many flag a device.</param>
    /// <param name="fleet">Devices flagged before.</param>
    public static List<PacedMessage> Series(int records, int flagging, int fleet)
    {
        var telemetry = new Telemetry(fleet, TimeProvider.System.GetUtcNow()) { Span = TimeSpan.FromMinutes(1), IsSteady = true };
        var isFlagging = Enumerable.Range(0, records).Select(i => (i + 1L) * flagging / 1000 > (long)i * flagging / 1000).ToArray();
        var all = telemetry.Records(records).Select((record, i) => isFlagging[i] ? telemetry.Flagging(fleet + i) : record);
        return [.. all.Chunk(Records).Select((chunk, n) => new PacedMessage(
            Packing.Envelope(chunk),
            [.. Enumerable.Range(n * Records, chunk.Length).Where(i => isFlagging[i]).Select(i => Telemetry.Id(fleet + i))]))];
    }
}
