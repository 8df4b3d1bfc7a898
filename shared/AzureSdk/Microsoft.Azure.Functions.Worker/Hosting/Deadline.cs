namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>
/// The app's own limit to an invocation, below the host's: at its own the host kills the process and with it every other invocation
/// (azure-functions-host, <c>WebScriptHostExceptionHandler.OnTimeoutExceptionAsync</c>).
/// </summary>
/// <param name="CancelAfter">When the invocation's token is cancelled; infinite where the host sets no limit.</param>
/// <param name="AnswerAfter">When the host is answered even if the function goes on.</param>
internal sealed record Deadline(TimeSpan CancelAfter, TimeSpan AnswerAfter)
{
    private const double Margin = 0.1;

    private static readonly TimeSpan LeastMargin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(5);

    /// <summary>The deadline under a host that allows <paramref name="functionTimeout"/>; infinite for none.</summary>
    public static Deadline Under(TimeSpan functionTimeout)
    {
        if (functionTimeout == Timeout.InfiniteTimeSpan)
            return new(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var margin = functionTimeout * Margin;
        if (margin < LeastMargin)
            margin = LeastMargin < functionTimeout / 2 ? LeastMargin : functionTimeout / 2;
        return Of(functionTimeout - margin, margin / 2);
    }

    /// <summary>A deadline set by hand.</summary>
    public static Deadline Of(TimeSpan cancelAfter) => Of(cancelAfter, cancelAfter / 2);

    private static Deadline Of(TimeSpan cancelAfter, TimeSpan grace) =>
        new(cancelAfter, cancelAfter + (grace < LongestGrace ? grace : LongestGrace));
}
