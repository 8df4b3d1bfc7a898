namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>How an invocation ended, as the host is told.</summary>
/// <param name="Status">200, or 500 for a failure.</param>
/// <param name="Code">The error's code; empty on success.</param>
/// <param name="Message">The error's message; on success a line for the host's log.</param>
internal readonly record struct Outcome(int Status, string Code, string Message)
{
    /// <summary>The code of an invocation that ignored its deadline.</summary>
    public const string DeadlineExceeded = "DeadlineExceeded";

    public bool Succeeded => Status == 200;

    public static Outcome Success(string line) => new(200, string.Empty, line);
}
