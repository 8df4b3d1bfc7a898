namespace ExposurePipeline.Exposure.Ports;

/// <summary>A channel is there, but refuses a message for what it is: another try ends the same.</summary>
/// <param name="message">What was refused and why.</param>
/// <param name="cause">The channel's own fault.</param>
public sealed class MessageRefusedException(string message, Exception? cause = null) : Exception(message, cause);
