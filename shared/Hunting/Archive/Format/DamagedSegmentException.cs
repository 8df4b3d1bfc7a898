namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>A segment's bytes are not what was written.</summary>
public sealed class DamagedSegmentException(string message, Exception? inner = null) : Exception(message, inner);
