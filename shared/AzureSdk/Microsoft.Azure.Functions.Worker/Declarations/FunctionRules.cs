using System.Reflection;
using System.Text.RegularExpressions;

namespace Microsoft.Azure.Functions.Worker.Declarations;

/// <summary>What this worker can run, and what the host accepts. Each problem is one line that names the function.</summary>
internal static partial class FunctionRules
{
    private static readonly string[] EventBatches = ["System.ReadOnlyMemory`1[System.Byte][]", "System.Byte[][]", "System.String[]"];
    private static readonly string[] SingleEvents = ["System.ReadOnlyMemory`1[System.Byte]", "System.Byte[]", "System.String"];
    private static readonly string[] Anywhere = ["Microsoft.Azure.Functions.Worker.FunctionContext", "System.Threading.CancellationToken"];
    private static readonly string[] TriggerReturns = ["System.Void", "System.Threading.Tasks.Task", "System.Threading.Tasks.ValueTask"];

    /// <summary>What is wrong with one function.</summary>
    public static IEnumerable<string> Check(FunctionDeclaration function) =>
        Problems(function).Select(problem => $"Function '{function.Name}' ({function.Method.DeclaringType}.{function.Method.Name}) {problem}");

    /// <summary>What is wrong with the functions as a whole.</summary>
    public static IEnumerable<string> CheckTogether(IEnumerable<FunctionDeclaration> functions) =>
        functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1)
            .Select(same => $"Function '{same.Key}' is declared {same.Count()} times; names are compared without case.");

    private static IEnumerable<string> Problems(FunctionDeclaration function)
    {
        var method = function.Method;
        if (!Name().IsMatch(function.Name))
            yield return "has a name the host refuses: a letter, then up to 127 letters, digits, '-' or '_'.";
        if (!method.IsPublic || method.DeclaringType is not { IsVisible: true })
            yield return "is not public.";
        if (method.IsGenericMethod || method.DeclaringType is { ContainsGenericParameters: true } || (method.DeclaringType is { IsAbstract: true } && !method.IsStatic))
            yield return "cannot be created: its class is abstract or generic.";
        if (!ReturnIsSupported(function))
            yield return $"returns {method.ReturnType}; {(function.Kind == TriggerKind.Http ? "return IResult or Task<IResult>." : "return void, Task or ValueTask.")}";
        foreach (var parameter in method.GetParameters().Where(parameter => !IsSupported(function, parameter)))
            yield return $"has a parameter '{parameter.Name}' of type {parameter.ParameterType}, which this worker does not supply.";
        foreach (var problem in RetryProblems(function))
            yield return problem;
    }

    private static bool IsSupported(FunctionDeclaration function, ParameterInfo parameter)
    {
        var type = parameter.ParameterType.ToString();
        if (Anywhere.Contains(type))
            return parameter != function.TriggerParameter;
        var isTrigger = parameter == function.TriggerParameter;
        return function.Kind switch
        {
            TriggerKind.EventHub => isTrigger && (function.IsBatched ? EventBatches : SingleEvents).Contains(type),
            TriggerKind.Timer => isTrigger && type == "Microsoft.Azure.Functions.Worker.TimerInfo",
            _ => isTrigger ? type == "Microsoft.AspNetCore.Http.HttpRequest" : type == "System.String" && IsInRoute(function.Route, parameter.Name!),
        };
    }

    private static bool IsInRoute(string route, string parameter) =>
        RouteParameter().Matches(route).Any(match => match.Groups[1].Value.Equals(parameter, StringComparison.OrdinalIgnoreCase));

    private static bool ReturnIsSupported(FunctionDeclaration function)
    {
        var type = function.Method.ReturnType;
        if (function.Kind != TriggerKind.Http)
            return TriggerReturns.Contains(type.FullName);
        var result = type.IsGenericType && TriggerReturns.Any(task => type.FullName!.StartsWith(task + "`1", StringComparison.Ordinal))
            ? type.GenericTypeArguments[0]
            : type;
        return result.GetInterfaces().Append(result).Any(face => face.FullName == "Microsoft.AspNetCore.Http.IResult");
    }

    private static IEnumerable<string> RetryProblems(FunctionDeclaration function)
    {
        if (function.Retry is not { } retry)
            yield break;
        if (function.Kind == TriggerKind.Http)
            yield return "has a retry policy, which the host refuses for HTTP.";
        var intervals = retry.Values.Where(value => value.Key.EndsWith("Interval", StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var (name, value) in intervals)
        {
            if (!TimeSpan.TryParse(value as string, null, out var interval) || interval < TimeSpan.Zero)
                yield return $"has a retry {name} of '{value}', which is no time span HH:mm:ss.";
        }

        if (retry.Get("maxRetryCount", 0) < -1)
            yield return "has a negative maxRetryCount other than -1 (without end).";
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\{\**([^}:?=*]+)", RegexOptions.CultureInvariant)]
    private static partial Regex RouteParameter();
}
