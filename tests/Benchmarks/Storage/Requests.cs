namespace ExposurePipeline.Benchmarks.Storage;

/// <summary>What a stream asked of the table service.</summary>
/// <param name="Stream">As the table names it.</param>
/// <param name="Events">Events of the stream.</param>
/// <param name="Transactions">Entity group transactions.</param>
/// <param name="Others">All other requests: reads, listings, single deletions, upserts.</param>
/// <param name="Messages">Messages handed to topics and hub.</param>
/// <param name="Writes">Entities written.</param>
/// <param name="Transitions">Tags that came or went.</param>
internal sealed record Requests(string Stream, int Events, long Transactions, long Others, long Messages, int Writes, int Transitions)
{
    public const string Header = "| stream | transactions | other requests | entities written | transitions | messages |\n|---|---:|---:|---:|---:|---:|";

    /// <summary>Of all requests, per thousand events.</summary>
    public double PerThousand => Per(Transactions + Others);

    public string Line => $"| {Stream} | {Per(Transactions):F2} | {Per(Others):F2} | {Per(Writes):F2} | {Per(Transitions):F2} | {Per(Messages):F2} |";

    private double Per(long count) => count * 1e3 / Events;
}
