namespace ExposurePipeline.Functions.Hunting;

/// <summary>No query can be answered now, whatever it asks.</summary>
/// <param name="message">Why; whoever asked reads it.</param>
/// <param name="comeAgain">When asking again makes sense; null where an operator has to mend something first.</param>
/// <param name="cause">What failed.</param>
public sealed class HuntingUnavailableException(string message, TimeSpan? comeAgain = null, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>After how long asking again makes sense; null where that is not known.</summary>
    public TimeSpan? ComeAgain { get; } = comeAgain;
}
