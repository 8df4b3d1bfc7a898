using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Reachability.Resources.Documents;

/// <summary>A JSON document, or a part of a long one that tells the same of its part; or why there is none.</summary>
/// <param name="Root">The root; missing where there is a problem.</param>
/// <param name="Problem">What could not be read; else null.</param>
public sealed record Document(Body Root, TextProblem? Problem = null)
{
    internal static Document Unread(TextPosition position, RejectionReason reason, string detail) => new(Body.Missing, new(position, reason, detail));
}

/// <summary>A part of a text that could not be read.</summary>
/// <param name="Position">Where.</param>
/// <param name="Reason">Why, from the closed list.</param>
/// <param name="Detail">A sentence.</param>
public sealed record TextProblem(TextPosition Position, RejectionReason Reason, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"line {Position.Line}, byte {Position.Byte}: {Detail}";
}

/// <summary>A place in a text.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Byte">From 0, of the whole text.</param>
public readonly record struct TextPosition(long Line, long Byte);
