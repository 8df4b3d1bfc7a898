using Azure.Core;
using Azure.Core.Pipeline;

namespace ExposurePipeline.Functions.Hunting.Kusto;

/// <summary>How requests to a cluster go out.</summary>
internal sealed class KustoClientOptions : ClientOptions
{
    private const int Repetitions = 2;

    /// <param name="maxTime">The longest a query may run; an answer may take a little longer.</param>
    /// <param name="pause">How long to wait before a request is repeated.</param>
    public KustoClientOptions(TimeSpan maxTime, TimeSpan pause)
    {
        Retry.NetworkTimeout = maxTime + TimeSpan.FromSeconds(30);
        RetryPolicy = new BriefRetries(Repetitions, DelayStrategy.CreateExponentialDelayStrategy(pause, TimeSpan.FromSeconds(5)));
    }

    // A cluster that asks for a longer pause is busy for everybody: whoever asked is told, and keeps no place among the queries while it waits.
    private sealed class BriefRetries(int repetitions, DelayStrategy delays) : RetryPolicy(repetitions, delays)
    {
        private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

        protected override ValueTask<bool> ShouldRetryAsync(HttpMessage message, Exception? exception) =>
            message.HasResponse && KustoFault.ComeAgain(message.Response) > Longest ? ValueTask.FromResult(false) : base.ShouldRetryAsync(message, exception);
    }
}
