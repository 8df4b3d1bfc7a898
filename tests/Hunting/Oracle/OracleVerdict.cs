namespace ExposurePipeline.Tests.Hunting.Oracle;

/// <summary>An error in a query's text, as the oracle tells it.</summary>
internal sealed record OracleError(string Code, string Message, int Start)
{
    public override string ToString() => $"{Code} at {Start}: {Message}";
}

/// <summary>A column of a result.</summary>
internal sealed record OracleColumn(string Name, string Type)
{
    public override string ToString() => $"{Name}:{Type}";
}

/// <summary>What the language's own parser and binder say about a query.</summary>
/// <param name="Name">The query's name.</param>
/// <param name="Syntax">What does not parse.</param>
/// <param name="Errors">What does not parse or bind.</param>
/// <param name="Columns">The result's columns; null where the query has no tabular result.</param>
/// <param name="IsOpen">Whether more columns may come with the rows, as those of <c>bag_unpack</c> do.</param>
internal sealed record OracleVerdict(string Name, IReadOnlyList<OracleError> Syntax, IReadOnlyList<OracleError> Errors, IReadOnlyList<OracleColumn>? Columns, bool IsOpen);
