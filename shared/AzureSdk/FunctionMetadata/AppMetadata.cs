using System.Reflection;
using Microsoft.Azure.Functions.Worker.Declarations;

namespace ExposurePipeline.FunctionMetadata;

/// <summary>Reads an app's functions without running any of its code.</summary>
internal static class AppMetadata
{
    /// <summary>The text of each function's <c>function.json</c> by name, or what is wrong with the functions.</summary>
    public static (IReadOnlyDictionary<string, string> Functions, IReadOnlyList<string> Problems) Read(string assembly, IEnumerable<string> references)
    {
        var resolver = new PathAssemblyResolver(references.Append(assembly));
        using var context = new MetadataLoadContext(resolver, "System.Runtime");
        var (functions, problems) = FunctionScan.Scan(context.LoadFromAssemblyPath(assembly));
        return problems.Count > 0
            ? (new Dictionary<string, string>(), problems)
            : (functions.ToDictionary(function => function.Name, FunctionJson.Write), problems);
    }
}
