namespace ExposurePipeline.Functions.Telemetry;

/// <summary>Where something lies in the outbox that will not go away by itself: damaged, or refused again and again.</summary>
/// <param name="Partition">The tenant and its bucket.</param>
/// <param name="Row">The row; behind a stroke the number of the message in it.</param>
public sealed record StuckRow(string Partition, string Row);

/// <summary>What the last sweep of this instance found stuck in the outbox. The health report counts it; the log names each, since that report needs no sign-in and keys name tenants.</summary>
public sealed class StuckRows
{
    private volatile IReadOnlyList<StuckRow> rows = [];

    /// <summary>All of them.</summary>
    public IReadOnlyList<StuckRow> Rows
    {
        get => rows;
        set => rows = value;
    }
}

/// <summary>The outbox in the health report.</summary>
/// <param name="Stuck">How many messages and rows will not go away by themselves.</param>
public sealed record OutboxReport(int Stuck);
