namespace ExposurePipeline.Tests.Hunting.Oracle;

/// <summary>Where our verdict on a query and the oracle's part.</summary>
/// <param name="Query">The query's name.</param>
/// <param name="Text">What we say and what the oracle says, in a line.</param>
/// <param name="IsUnsupported">Whether we refuse by name something that this engine does not have.</param>
internal sealed record Disagreement(string Query, string Text, bool IsUnsupported)
{
    public static Disagreement? Between(OurVerdict ours, OracleVerdict oracle)
        => Told(ours, oracle) is { } text ? new(oracle.Name, text.ReplaceLineEndings(" "), ours.IsUnsupported) : null;

    private static string? Told(OurVerdict ours, OracleVerdict oracle) => (ours.Error, oracle.Errors) switch
    {
        ({ } refused, []) => $"refused {refused}",
        (null, [var error, ..]) => $"accepted; {error}",
        _ when ours.Parses != (oracle.Syntax.Count == 0) => ours.Parses ? $"parsed; {oracle.Syntax[0]}" : $"not parsed {ours.Error}",
        (null, []) when !oracle.IsOpen => Columns(ours.Columns!, oracle.Columns ?? []),
        _ => null,
    };

    private static string? Columns(IReadOnlyList<OracleColumn> ours, IReadOnlyList<OracleColumn> theirs)
        => ours.SequenceEqual(theirs) ? null : $"columns [{string.Join(", ", ours.Except(theirs))}] instead of [{string.Join(", ", theirs.Except(ours))}]";
}
