using ExposurePipeline.Hunting;
using ExposurePipeline.Tests.Hunting.Corpus.Synthetic;

namespace ExposurePipeline.Tests.Hunting.Corpus;

internal enum RunOutcome
{
    /// <summary>It gave rows.</summary>
    Rows,

    /// <summary>It ran, and nothing on the made-up tables fits it.</summary>
    Empty,

    /// <summary>Refused by name: this engine lacks something.</summary>
    Refused,

    /// <summary>It names tables that are none of ours.</summary>
    OtherTables,

    /// <summary>Not understood, out of budget, or an exception.</summary>
    Failed,
}

/// <summary>How a published query went on the made-up tables, and why.</summary>
internal sealed record QueryRun(HuntingQuery Query, RunOutcome Outcome, string Reason)
{
    private static readonly HuntingOptions Options = new(new FixedTime(SyntheticWorld.Now), MaxRows: 1_000_000, MaxTime: TimeSpan.FromSeconds(20));

    public static QueryRun Of(HuntingQuery query, HuntingSources sources)
    {
        try
        {
            return Judge(query, HuntingEngine.Run(query.Filled, sources, Options));
        }
        catch (Exception thrown)
        {
            return new(query, RunOutcome.Failed, $"threw {thrown.GetType().Name}: {thrown.Message}");
        }
    }

    private static QueryRun Judge(HuntingQuery query, HuntingAnswer answer) => answer switch
    {
        { Result: { } result } => new(query, result.RowCount > 0 ? RunOutcome.Rows : RunOutcome.Empty, ""),
        _ when query.OtherTables.Count > 0 => new(query, RunOutcome.OtherTables, string.Join(", ", query.OtherTables)),
        { Error: { Diagnostics: [var first, ..] } } when first.Message.Contains("names no table", StringComparison.Ordinal) => new(query, RunOutcome.OtherTables, first.ToString()),
        { Error: var error } => new(query, error!.Kind is HuntingErrorKind.Unsupported ? RunOutcome.Refused : RunOutcome.Failed, error.Diagnostics[0].ToString()),
    };
}
