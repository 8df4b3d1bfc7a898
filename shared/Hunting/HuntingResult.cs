using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting;

/// <summary>How a query's result wants to be drawn.</summary>
/// <param name="Chart">The kind of chart.</param>
/// <param name="Properties">Settings such as title or xcolumn.</param>
public sealed record Visualization(string Chart, IReadOnlyDictionary<string, string> Properties);

/// <summary>The rows a query gave.</summary>
/// <param name="Schema">Its columns.</param>
/// <param name="Batches">Its rows.</param>
/// <param name="Visualization">What <c>render</c> asked for.</param>
public sealed record HuntingResult(Schema Schema, IReadOnlyList<Batch> Batches, Visualization? Visualization)
{
    /// <summary>How many rows.</summary>
    public long RowCount => Batches.Sum(b => (long)b.Length);
}

/// <summary>Why there is no result.</summary>
public enum HuntingErrorKind
{
    /// <summary>The text is no query.</summary>
    Syntax,

    /// <summary>A name is not known, or types do not fit.</summary>
    Semantic,

    /// <summary>The language has it, or may have it; this engine does not.</summary>
    Unsupported,

    /// <summary>The query would take more rows, time or memory than it may.</summary>
    Budget,

    /// <summary>Whoever asked no longer waits.</summary>
    Cancelled,
}

/// <summary>Why a query was not answered.</summary>
/// <param name="Kind">What kind of reason.</param>
/// <param name="Diagnostics">What is wrong, and where.</param>
public sealed record HuntingError(HuntingErrorKind Kind, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>A result, or the error that stands in its place.</summary>
public sealed record HuntingAnswer(HuntingResult? Result, HuntingError? Error);
