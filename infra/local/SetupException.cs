namespace ExposurePipeline.Local;

/// <summary>A fault that the person at the keyboard can mend: shown as one line, without a stack.</summary>
/// <param name="message">What is wrong, where, and what to do.</param>
public class SetupException(string message) : Exception(message);
