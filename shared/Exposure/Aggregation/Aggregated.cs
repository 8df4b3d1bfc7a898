using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Exposure.Aggregation;

/// <summary>What one batch, or one round of expiry, did.</summary>
/// <param name="Committed">Messages that are stored and await sending.</param>
/// <param name="Entities">Entities that were looked at.</param>
/// <param name="Writes">Entities that were written.</param>
/// <param name="Unchanged">Entities that had nothing to write.</param>
/// <param name="Transitions">Tags that came or went.</param>
/// <param name="Conflicts">Lost races that were repeated.</param>
/// <param name="Transactions">Storage transactions.</param>
public sealed record Aggregated(
    IReadOnlyList<OutboxRow> Committed, int Entities, int Writes, int Unchanged, int Transitions, int Conflicts, int Transactions)
{
    /// <summary>Nothing done.</summary>
    public static Aggregated Nothing { get; } = new([], 0, 0, 0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public Aggregated And(Aggregated other) => new(
        [.. Committed, .. other.Committed], Entities + other.Entities, Writes + other.Writes, Unchanged + other.Unchanged,
        Transitions + other.Transitions, Conflicts + other.Conflicts, Transactions + other.Transactions);
}

/// <summary>What one round of expiry did.</summary>
/// <param name="Aggregated">Removals.</param>
/// <param name="Pruned">Old transitions that were removed from history.</param>
public sealed record Expired(Aggregated Aggregated, int Pruned);
