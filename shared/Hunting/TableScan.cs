namespace ExposurePipeline.Hunting;

/// <summary>How a condition compares a column with its values.</summary>
public enum ScanComparison
{
    /// <summary>The column equals one of the values.</summary>
    OneOf,

    /// <summary>The column is not less than the only value.</summary>
    AtLeast,

    /// <summary>The column is not greater than the only value.</summary>
    AtMost,

    /// <summary>The column's text has one of the values as a whole term, in any case.</summary>
    HasTerm,
}

/// <summary>A condition on a column that every row the query can use fulfils.</summary>
/// <param name="Column">The column's index in the table's schema.</param>
/// <param name="Comparison">How it is compared.</param>
/// <param name="Values">Values of the column's own type, boxed; for <see cref="ScanComparison.HasTerm"/> texts.</param>
public sealed record ScanFilter(int Column, ScanComparison Comparison, IReadOnlyList<object> Values);

/// <summary>What a query needs of a table: a table may leave out rows that fail a filter, and need not; the query asks again.</summary>
/// <param name="Filters">All of them hold for each row that the query can use.</param>
public sealed record TableScan(IReadOnlyList<ScanFilter> Filters)
{
    /// <summary>Every row.</summary>
    public static TableScan Everything { get; } = new([]);

    /// <summary>Ends the reading when whoever asked no longer waits.</summary>
    public CancellationToken Cancellation { get; init; }
}
