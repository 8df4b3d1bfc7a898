using System.Reflection;
using Microsoft.Azure.Functions.Worker.Declarations;
using Microsoft.Azure.Functions.Worker.Payload;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>A function ready to be called: what its parameters want is decided once, at start.</summary>
internal sealed class FunctionMethod(FunctionDeclaration declaration)
{
    private readonly MethodInvoker method = MethodInvoker.Create(declaration.Method);
    private readonly Argument[] arguments =
        [.. declaration.Method.GetParameters().Select(parameter => Arguments.For(declaration, parameter))];
    private readonly Func<object?, ValueTask<object?>> awaiter = ResultAwaiter.For(declaration.Method.ReturnType);

    public string Name => declaration.Name;

    public TriggerKind Kind => declaration.Kind;

    public FunctionDeclaration Declaration => declaration;

    public DeclaredDefinition Definition { get; } = new(declaration);

    public TriggerShape Shape { get; } = new(
        declaration.Binding,
        declaration.IsText ? EventEncoding.Text : EventEncoding.Binary,
        declaration.IsBatched,
        declaration.Kind == TriggerKind.EventHub);

    /// <summary>Creates the class from the invocation's services, calls the method and awaits it.</summary>
    public async ValueTask<object?> CallAsync(Invocation invocation)
    {
        var values = new object?[arguments.Length];
        for (var index = 0; index < values.Length; index++)
            values[index] = arguments[index](invocation);
        var target = declaration.Method.IsStatic
            ? null
            : ActivatorUtilities.CreateInstance(invocation.InstanceServices, declaration.Method.DeclaringType!);
        try
        {
            return await awaiter(method.Invoke(target, values.AsSpan()));
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } thrown)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(thrown);
            throw;
        }
        finally
        {
            await DisposeAsync(target);
        }
    }

    private static async ValueTask DisposeAsync(object? target)
    {
        if (target is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync();
        else
            (target as IDisposable)?.Dispose();
    }
}
