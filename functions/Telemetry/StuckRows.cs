namespace ExposurePipeline.Functions.Telemetry;

/// <summary>Where something lies in the outbox that will not go away by itself: damaged, or refused again and again.</summary>
/// <param name="Partition">The tenant and its bucket.</param>
/// <param name="Row">The row; behind a stroke the number of the message in it.</param>
public sealed record StuckRow(string Partition, string Row);

/// <summary>What the last sweep of this instance found stuck in the outbox.</summary>
public sealed class StuckRows
{
    /// <summary>At most so many are named; all are counted.</summary>
    public const int Named = 10;

    private volatile IReadOnlyList<StuckRow> rows = [];

    /// <summary>All of them.</summary>
    public IReadOnlyList<StuckRow> Rows
    {
        get => rows;
        set => rows = value;
    }

    /// <summary>How many there are, and the first.</summary>
    public OutboxReport Report => new(rows.Count, [.. rows.Take(Named)]);
}

/// <summary>The outbox in the health report.</summary>
/// <param name="Stuck">How many messages and rows will not go away by themselves.</param>
/// <param name="Rows">Where the first of them lie.</param>
public sealed record OutboxReport(int Stuck, IReadOnlyList<StuckRow> Rows);
