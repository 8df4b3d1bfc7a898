using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Tests.SampleApp;

public static class TroubleFunctions
{
    public const string Hub = "trouble";

    [Function("Fail")]
    public static Task Fail([EventHubTrigger(Hub)] byte[][] events) =>
        throw new InvalidDataException($"{events.Length} events, none of them good");

    [Function("WaitForCancellation")]
    public static Task WaitForCancellation([EventHubTrigger(Hub)] byte[][] events, CancellationToken cancellation) =>
        Task.Delay(Timeout.Infinite, cancellation);

    [Function("IgnoreCancellation")]
    public static void IgnoreCancellation([EventHubTrigger(Hub)] byte[][] events) => Thread.Sleep(TimeSpan.FromSeconds(10));
}
