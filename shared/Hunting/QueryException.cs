namespace ExposurePipeline.Hunting;

/// <summary>Ends a query from any depth of binding or evaluation; the engine turns it into its error answer, it leaves no further.</summary>
internal sealed class QueryException(HuntingErrorKind kind, int position, string message) : Exception(message)
{
    public HuntingErrorKind Kind { get; } = kind;

    /// <summary>The offset in the query's text; negative where none applies.</summary>
    public int Position { get; } = position;

    /// <summary>The query asks for something that this engine does not have.</summary>
    public static QueryException Unsupported(int position, string message) => new(HuntingErrorKind.Unsupported, position, message);

    /// <summary>The query asks for something wrong or not known.</summary>
    public static QueryException Refused(int position, string message) => new(HuntingErrorKind.Semantic, position, message);
}
