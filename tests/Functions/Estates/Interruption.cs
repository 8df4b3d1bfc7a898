using System.Reflection;

namespace ExposurePipeline.Tests.Functions.Estates;

/// <summary>Ends one step of many: the process dies there, or the service is away.</summary>
public sealed class Interruption
{
    private int left;
    private bool isAfter;

    /// <summary>Steps since the last <see cref="At"/>.</summary>
    public int Steps { get; private set; }

    /// <summary>Ends the step of this number, before it is done or after; 0 ends none.</summary>
    public void At(int step, bool after) => (left, isAfter, Steps) = (step, after, 0);

    public bool IsNext()
    {
        Steps++;
        return --left == 0;
    }

    public object? Run(MethodInfo method, object inner, object?[]? arguments)
    {
        if (!IsNext())
        {
            return method.Invoke(inner, arguments);
        }

        if (isAfter && method.Invoke(inner, arguments) is Task { IsCompletedSuccessfully: false } done)
        {
            throw new InvalidOperationException("Stores in memory answer at once.", done.Exception);
        }

        throw new TimeoutException($"{method.Name} ended {(isAfter ? "after" : "before")} it was done");
    }
}

/// <summary>A port whose every call is a step.</summary>
public class Interrupted<T> : DispatchProxy
    where T : class
{
    private T inner = null!;
    private Interruption interruption = null!;

    public static T Of(T inner, Interruption interruption)
    {
        var proxy = Create<T, Interrupted<T>>();
        var self = (Interrupted<T>)(object)proxy;
        (self.inner, self.interruption) = (inner, interruption);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => interruption.Run(targetMethod!, inner, args);
}
