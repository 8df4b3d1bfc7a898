namespace ExposurePipeline.Benchmarks.CatchUp;

/// <summary>What a fleet sends while nobody reads: its usual traffic of ten minutes, and some devices that strangers reach for the first time.</summary>
/// <param name="events">How many records.</param>
/// <param name="end">Event time of the newest.</param>
internal sealed class Outage(int events, DateTimeOffset end)
{
    /// <summary>Records in a hub message: as many as fill 64 KiB, the unit that Event Hubs charges.</summary>
    public const int PerMessage = 33;

    private const int EventsPerDevice = 60;
    private const int EventsPerChange = 5_000;
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(10);

    /// <summary>Devices that were internet-facing before.</summary>
    public int Fleet { get; } = Math.Max(1, events / EventsPerDevice);

    /// <summary>Devices that become so during the outage.</summary>
    public int Changes { get; } = Math.Max(1, events / EventsPerChange);

    /// <summary>Before the outage: each device of the fleet was reached once.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Before()
    {
        var telemetry = Traffic(end - Length);
        return Enumerable.Range(0, Fleet).Select(telemetry.Flagging).Chunk(PerMessage).Select(static records => (ReadOnlyMemory<byte>)Packing.Envelope(records));
    }

    /// <summary>During the outage; the same for each call.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Events() => Records().Chunk(PerMessage).Select(static records => (ReadOnlyMemory<byte>)Packing.Envelope(records));

    private IEnumerable<byte[]> Records()
    {
        var telemetry = Traffic(end);
        return telemetry.Records(events).Select((record, number) => number % EventsPerChange == 0 ? telemetry.Flagging(Fleet + (number / EventsPerChange)) : record);
    }

    private Telemetry Traffic(DateTimeOffset newest) => new(Fleet, newest) { Span = Length, IsSteady = true };
}
