using System.Reflection;
using ExposurePipeline.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace ExposurePipeline.Tests.Functions.Security;

/// <summary>An HTTP function as its own attributes declare it.</summary>
/// <param name="Name">The function.</param>
/// <param name="Template">Its route.</param>
/// <param name="Declared">The methods that reach it; none for every one.</param>
/// <param name="Run">Its method.</param>
internal sealed record Route(string Name, string Template, IReadOnlyList<string> Declared, MethodInfo Run)
{
    /// <summary>Every HTTP function of the app.</summary>
    public static IReadOnlyDictionary<string, Route> All { get; } = (
        from type in typeof(ListMachines).Assembly.GetTypes()
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger is not null
        select new Route(function.Name, trigger.Route ?? function.Name, trigger.Methods ?? [], method)).ToDictionary(static route => route.Name);

    /// <summary>Calls the function as the worker does.</summary>
    public Task<IResult> InvokeAsync(IServiceProvider services, HttpRequest request, IReadOnlyDictionary<string, string> values)
    {
        var function = ActivatorUtilities.CreateInstance(services, Run.DeclaringType!);
        return (Task<IResult>)Run.Invoke(function, [.. Run.GetParameters().Select(parameter => Argument(parameter, request, values))])!;
    }

    private static object Argument(ParameterInfo parameter, HttpRequest request, IReadOnlyDictionary<string, string> values) =>
        parameter.ParameterType == typeof(HttpRequest) ? request
        : parameter.ParameterType == typeof(CancellationToken) ? CancellationToken.None
        : values[parameter.Name!];
}
