using System.Reflection;

namespace Microsoft.Azure.Functions.Worker.Declarations;

/// <summary>A function as its attributes declare it. Read from metadata alone, so that the build and the running app agree by construction.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Method">The method.</param>
/// <param name="Kind">What starts it.</param>
/// <param name="TriggerParameter">The parameter that carries the trigger.</param>
/// <param name="Trigger">The trigger attribute's values.</param>
/// <param name="Retry">The retry attribute's values, if there is one.</param>
internal sealed record FunctionDeclaration(
    string Name, MethodInfo Method, TriggerKind Kind, ParameterInfo TriggerParameter, AttributeValues Trigger, AttributeValues? Retry)
{
    /// <summary>The binding's name.</summary>
    public string Binding => TriggerParameter.Name!;

    /// <summary>Whether one invocation takes many events.</summary>
    public bool IsBatched => Kind == TriggerKind.EventHub && Trigger.Get("IsBatched", true);

    /// <summary>Whether events arrive as text rather than bytes.</summary>
    public bool IsText => TriggerParameter.ParameterType.FullName is "System.String" or "System.String[]";

    /// <summary>The route below the prefix.</summary>
    public string Route => Trigger.Get<string?>("Route", null) ?? Name;

    /// <summary>The methods answered, in lower case; empty means every method.</summary>
    public IReadOnlyList<string> Methods => [.. Trigger.Get<string[]>("methods", []).Select(method => method.ToLowerInvariant())];
}
