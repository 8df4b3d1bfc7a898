using System.Reflection;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting.Stored;

/// <summary>The functions that queries may call as if they had declared them; the same files are deployed to Azure Data Explorer.</summary>
public static class StoredFunctions
{
    /// <summary>Every one.</summary>
    public static IReadOnlyList<StoredFunction> All { get; } = [Read("InboundExternalNetworkEvents")];

    private static StoredFunction Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"{name}.kql") ?? throw new InvalidOperationException($"{name}.kql is no resource of this assembly."));
        return new(name, reader.ReadToEnd().Trim());
    }
}
