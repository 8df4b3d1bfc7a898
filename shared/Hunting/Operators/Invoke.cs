using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>invoke: a tabular function with the rows as its first table.</summary>
internal static class Invoke
{
    public static Plan Bind(InvokeOperator syntax, Plan input, OperatorSite site)
        => Profiled.TryBind(syntax.Call, input, site) ?? site.Query.CallTable(
            site.Query.FindFunction(syntax.Call, site.Scope), syntax.Call.Position, [.. syntax.Call.Arguments.Select(a => new Argument(a, site.Over(input.Schema)))], input);
}
