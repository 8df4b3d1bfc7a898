using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>Waits for whatever a function returns and hands out its value.</summary>
internal static class ResultAwaiter
{
    private const BindingFlags Private = BindingFlags.NonPublic | BindingFlags.Static;

    /// <summary>How to wait for a value of <paramref name="type"/>.</summary>
    public static Func<object?, ValueTask<object?>> For(Type type)
    {
        if (type == typeof(Task))
            return OfTask;
        if (type == typeof(ValueTask))
            return OfValueTask;
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        var method = definition == typeof(Task<>) ? nameof(OfTaskResult) : definition == typeof(ValueTask<>) ? nameof(OfValueTaskResult) : null;
        return method is null
            ? static value => ValueTask.FromResult(value)
            : typeof(ResultAwaiter).GetMethod(method, Private)!
                .MakeGenericMethod(type.GenericTypeArguments)
                .CreateDelegate<Func<object?, ValueTask<object?>>>();
    }

    private static async ValueTask<object?> OfTask(object? task)
    {
        await (Task)task!;
        return null;
    }

    private static async ValueTask<object?> OfValueTask(object? task)
    {
        await (ValueTask)task!;
        return null;
    }

    private static async ValueTask<object?> OfTaskResult<T>(object? task) => await (Task<T>)task!;

    private static async ValueTask<object?> OfValueTaskResult<T>(object? task) => await (ValueTask<T>)task!;
}
