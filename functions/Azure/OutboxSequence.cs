namespace ExposurePipeline.Functions.Azure;

/// <summary>
/// Names outbox rows in the order in which one instance writes them, by time, but never twice the same. Where two instances wrote about one
/// entity shortly after each other, the order of what both left over is that of their clocks.
/// </summary>
internal sealed class OutboxSequence
{
    private readonly Lock gate = new();
    private readonly string instance = Guid.NewGuid().ToString("n")[..12];
    private long last;

    /// <summary>The key of the next row.</summary>
    /// <param name="created">When its newest message was decided.</param>
    public string Next(DateTimeOffset created)
    {
        lock (gate)
        {
            last = Math.Max(last + 1, created.UtcTicks);
            return TableKeys.OutboxRow(last, instance);
        }
    }
}
