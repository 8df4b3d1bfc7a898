using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Declarations;

/// <summary>Finds the functions of an assembly.</summary>
internal static class FunctionScan
{
    private const string Worker = "Microsoft.Azure.Functions.Worker.";

    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<string, TriggerKind> Triggers = new()
    {
        [Worker + "EventHubTriggerAttribute"] = TriggerKind.EventHub,
        [Worker + "TimerTriggerAttribute"] = TriggerKind.Timer,
        [Worker + "HttpTriggerAttribute"] = TriggerKind.Http,
    };

    /// <summary>The functions in order of name, and what is wrong with those that cannot be run, one line each.</summary>
    public static (IReadOnlyList<FunctionDeclaration> Functions, IReadOnlyList<string> Problems) Scan(Assembly assembly)
    {
        var problems = new List<string>();
        var functions = assembly.GetTypes()
            .SelectMany(type => type.GetMethods(Declared))
            .Select(method => TryRead(method, problems))
            .OfType<FunctionDeclaration>()
            .OrderBy(function => function.Name, StringComparer.Ordinal)
            .ToList();
        problems.AddRange(functions.SelectMany(FunctionRules.Check));
        problems.AddRange(FunctionRules.CheckTogether(functions));
        return (functions, problems);
    }

    private static FunctionDeclaration? TryRead(MethodInfo method, List<string> problems)
    {
        var attributes = method.GetCustomAttributesData();
        var function = attributes.FirstOrDefault(attribute => attribute.AttributeType.FullName == Worker + "FunctionAttribute");
        if (function is null)
            return null;
        var name = AttributeValues.From(function).Get("name", string.Empty);
        var triggers = method.GetParameters().SelectMany(TriggersOf).ToList();
        if (triggers is not [var (parameter, trigger)])
        {
            problems.Add($"Function '{name}' ({method.DeclaringType}.{method.Name}) has {triggers.Count} triggers; a function has exactly one.");
            return null;
        }

        var retry = attributes.FirstOrDefault(attribute => attribute.AttributeType.BaseType?.FullName == Worker + "RetryAttribute");
        return new(name, method, Triggers[trigger.TypeName], parameter, trigger, retry is null ? null : AttributeValues.From(retry));
    }

    private static IEnumerable<(ParameterInfo Parameter, AttributeValues Trigger)> TriggersOf(ParameterInfo parameter) =>
        parameter.GetCustomAttributesData()
            .Where(attribute => Triggers.ContainsKey(attribute.AttributeType.FullName!))
            .Select(attribute => (parameter, AttributeValues.From(attribute)));
}
