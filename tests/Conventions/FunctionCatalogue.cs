using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Tests.Conventions;

/// <summary>The functions of the app, as their attributes declare them.</summary>
internal static class FunctionCatalogue
{
    public static IReadOnlyList<MethodInfo> Methods { get; } =
        [.. Assembly.Load("ExposurePipeline.Functions").GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)];

    public static IReadOnlyList<string> Names { get; } =
        [.. Methods.Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name).Order(StringComparer.Ordinal)];

    /// <summary>Every text in a trigger attribute: hub names, schedules, connections.</summary>
    public static IEnumerable<string> TriggerTexts =>
        from method in Methods
        from parameter in method.GetParameters()
        from attribute in parameter.GetCustomAttributesData()
        from argument in attribute.ConstructorArguments.Select(a => a.Value).Concat(attribute.NamedArguments.Select(a => a.TypedValue.Value))
        where argument is string
        select (string)argument!;

    public static IEnumerable<string> Connections =>
        (from method in Methods
         from parameter in method.GetParameters()
         from attribute in parameter.GetCustomAttributesData()
         from argument in attribute.NamedArguments
         where argument.MemberName == "Connection"
         select (string)argument.TypedValue.Value!).Distinct();
}
