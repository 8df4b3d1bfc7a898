using System.Buffers;
using ExposurePipeline.Local.Dispatch.App;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Local.Dispatch.Handler;

/// <summary>Runs one invocation to its end: waits for a handler that listens, and repeats as the function's retry policy says.</summary>
/// <param name="handler">The process.</param>
/// <param name="client">The protocol.</param>
/// <param name="clock">For waits and payloads.</param>
/// <param name="logger">Receives the function's lines and every fault.</param>
public sealed partial class Invoker(IHandler handler, HandlerClient client, TimeProvider clock, ILogger logger)
{
    /// <summary>How long an invocation under way may go on when the host stops; what is cut off is delivered again next time.</summary>
    public static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);

    /// <summary>Returns whether it succeeded in the end.</summary>
    /// <param name="function">Name and retry policy.</param>
    /// <param name="payload">The body.</param>
    /// <param name="buffer">Space for the body, kept by the caller from one invocation to the next.</param>
    /// <param name="stopping">Ends the waits between attempts; the attempt under way goes on for a while.</param>
    /// <exception cref="OperationCanceledException">The host stops before an outcome.</exception>
    /// <exception cref="SetupException">The handler is down for good.</exception>
    public async Task<bool> RunAsync(FunctionFile function, IPayload payload, ArrayBufferWriter<byte> buffer, CancellationToken stopping)
    {
        string? fault = null;
        for (var retries = 0; ; retries++)
        {
            var address = await handler.WhenReadyAsync(stopping);
            Write(function, payload, buffer, retries, fault);
            var result = await InvokeAsync(address, function.Name, buffer.WrittenMemory, stopping);
            Relay(function.Name, result);
            if (result.Succeeded)
                return true;
            if (function.Retry is null || !function.Retry.Allows(retries))
                return false;
            fault = result.Detail;
            // A wait that is cut short by the end of the host must not pass for an outcome, hence no catch.
            await Task.Delay(function.Retry.DelayAfter(retries, Random.Shared.NextDouble()), clock, stopping);
        }
    }

    private async Task<InvocationResult> InvokeAsync(Uri address, string function, ReadOnlyMemory<byte> body, CancellationToken stopping)
    {
        using var abandon = new CancellationTokenSource();
        await using var registration = stopping.Register(() => abandon.CancelAfter(Drain));
        return await client.InvokeAsync(address, function, body, abandon.Token);
    }

    private void Write(FunctionFile function, IPayload payload, ArrayBufferWriter<byte> buffer, int retries, string? fault)
    {
        buffer.ResetWrittenCount();
        RetryState? retry = function.Retry is { } policy ? new(retries, policy.MaxRetryCount, fault) : null;
        payload.WriteTo(buffer, new(function.Name, clock.GetUtcNow(), Guid.NewGuid(), retry));
    }

    private void Relay(string function, InvocationResult result)
    {
        foreach (var line in result.Logs)
            Log.FunctionLine(logger, function, line);
        if (result.Kind == InvocationKind.ContractViolated)
            Log.ContractViolated(logger, function, result.Detail);
        else if (!result.Succeeded)
            Log.Failed(logger, function, result.Detail);
        if (result.Kind == InvocationKind.TimedOut)
            handler.Kill(); // as the real host: every invocation under way fails with it
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "[{Function}] {Line}")]
        public static partial void FunctionLine(ILogger logger, string function, string line);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Function} failed: {Detail}.")]
        public static partial void Failed(ILogger logger, string function, string detail);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Function} broke the host's contract: {Detail}; the Functions host would wait for it until functionTimeout.")]
        public static partial void ContractViolated(ILogger logger, string function, string detail);
    }
}
