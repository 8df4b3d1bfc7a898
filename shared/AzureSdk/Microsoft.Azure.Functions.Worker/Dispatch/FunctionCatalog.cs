using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Azure.Functions.Worker.Declarations;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>The functions of the app, found once.</summary>
internal sealed class FunctionCatalog
{
    private FunctionCatalog(IEnumerable<FunctionMethod> functions)
    {
        Functions = [.. functions];
        ByName = Functions.ToFrozenDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<FunctionMethod> Functions { get; }

    /// <summary>By name, case ignored.</summary>
    public FrozenDictionary<string, FunctionMethod> ByName { get; }

    /// <summary>Finds the functions of <paramref name="assembly"/>.</summary>
    /// <exception cref="OptionsValidationException">There is none, or one cannot be run; each is named.</exception>
    public static FunctionCatalog Of(Assembly assembly)
    {
        var (functions, problems) = FunctionScan.Scan(assembly);
        if (functions.Count == 0 && problems.Count == 0)
            problems = [$"{assembly.GetName().Name} declares no function."];
        return problems.Count == 0
            ? new(functions.Select(function => new FunctionMethod(function)))
            : throw new OptionsValidationException(nameof(FunctionCatalog), typeof(FunctionCatalog), problems);
    }
}
