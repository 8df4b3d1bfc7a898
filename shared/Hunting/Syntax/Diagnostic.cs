namespace ExposurePipeline.Hunting.Syntax;

/// <summary>Something wrong with a query's text, and where.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">What was expected or is not known, in one sentence.</param>
public sealed record Diagnostic(int Line, int Column, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Line}:{Column}: {Message}";

    /// <summary>At an offset of a text.</summary>
    internal static Diagnostic At(string text, int offset, string message)
    {
        var before = text.AsSpan(0, Math.Min(offset, text.Length));
        return new(before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'), message);
    }
}
