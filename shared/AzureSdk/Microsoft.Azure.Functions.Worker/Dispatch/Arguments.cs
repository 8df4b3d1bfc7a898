using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Declarations;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>Takes a parameter's value from an invocation.</summary>
internal delegate object? Argument(Invocation invocation);

/// <summary>Decides how each parameter is supplied; <see cref="FunctionRules"/> has refused every type not named here.</summary>
internal static class Arguments
{
    /// <summary>The supplier of <paramref name="parameter"/>.</summary>
    public static Argument For(FunctionDeclaration function, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(FunctionContext))
            return static invocation => invocation;
        if (type == typeof(CancellationToken))
            return static invocation => invocation.CancellationToken;
        return function.Kind switch
        {
            TriggerKind.EventHub => Events(type),
            TriggerKind.Timer => static invocation => invocation.Timer,
            _ when parameter == function.TriggerParameter => static invocation => invocation.Http!.Request,
            _ => invocation => invocation.Http!.GetRouteValue(parameter.Name!)?.ToString(),
        };
    }

    private static Argument Events(Type type) =>
        type == typeof(ReadOnlyMemory<byte>[]) ? static invocation => Batch(invocation, static bytes => bytes)
        : type == typeof(byte[][]) ? static invocation => Batch(invocation, static bytes => bytes.ToArray())
        : type == typeof(string[]) ? static invocation => Batch(invocation, Text)
        : type == typeof(ReadOnlyMemory<byte>) ? static invocation => Single(invocation)
        : type == typeof(byte[]) ? static invocation => Single(invocation).ToArray()
        : static invocation => Text(Single(invocation));

    private static T[] Batch<T>(Invocation invocation, Func<ReadOnlyMemory<byte>, T> convert)
    {
        var envelope = invocation.Envelope!;
        var events = new T[envelope.EventCount];
        for (var index = 0; index < events.Length; index++)
            events[index] = convert(envelope[index]);
        return events;
    }

    private static ReadOnlyMemory<byte> Single(Invocation invocation) =>
        invocation.Envelope!.EventCount > 0 ? invocation.Envelope[0] : ReadOnlyMemory<byte>.Empty;

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
