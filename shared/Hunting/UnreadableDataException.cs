namespace ExposurePipeline.Hunting;

/// <summary>Data that a query names was registered and cannot be read; whoever asked is told, as of a query that is refused.</summary>
/// <param name="message">What is wrong, and where.</param>
public sealed class UnreadableDataException(string message) : Exception(message);
