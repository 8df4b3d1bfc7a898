using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Declarations;
using Microsoft.Azure.Functions.Worker.Payload;
using Microsoft.Azure.Functions.Worker.Replies;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>Invocations by events and timers: <c>POST /{function}</c>.</summary>
internal sealed partial class TriggerEndpoint(Invoker invoker, ILogger<TriggerEndpoint> logger)
{
    /// <summary>Reads the host's payload, runs the function, answers 200 on success, 400 to a payload that cannot be read, 500 to a failure.</summary>
    public async Task InvokeAsync(FunctionMethod function, HttpContext context)
    {
        var call = Call.Of(function, context.Request);
        var envelope = await RequestBody.ReadAsync(context.Request);
        if (!TryRead(function, envelope, out var timer, out var error))
        {
            envelope.Dispose();
            Log.Malformed(logger, function.Name, call.Id, error);
            await Reply.ErrorAsync(context, StatusCodes.Status400BadRequest, "MalformedPayload", error, function.Name);
            return;
        }

        var outcome = await invoker.InvokeAsync(call, new Work(
            (services, deadline) => new(call, deadline) { InstanceServices = services, Envelope = envelope, Timer = timer },
            Lent: envelope));
        await (outcome.Succeeded
            ? Reply.SucceededAsync(context, outcome.Message)
            : Reply.ErrorAsync(context, outcome.Status, outcome.Code, outcome.Message, function.Name));
    }

    private static bool TryRead(FunctionMethod function, Envelope envelope, out TimerInfo? timer, out string error)
    {
        timer = null;
        if (!envelope.TryRead(function.Shape, out error))
            return false;
        if (function.Kind != TriggerKind.Timer || TimerJson.TryRead(envelope.Value.Of(envelope.Body), out timer))
            return true;
        error = $"Data.{function.Shape.Binding} does not describe a timer's run.";
        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Error, "The host's payload for {Function} in invocation {InvocationId} cannot be read: {Problem}")]
        public static partial void Malformed(ILogger logger, string function, string invocationId, string problem);
    }
}
