using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Oracle;

/// <summary>A test that asks the oracle about the samples; reports itself skipped where either is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OracleFactAttribute : FactAttribute
{
    /// <summary>Skips, with the reason, without samples, node or npm.</summary>
    public OracleFactAttribute() => Skip = !Repository.HasSharedData ? "The third-party samples (../shared/data) are not beside this checkout."
        : Array.Find(["node", "npm"], program => !IsOnPath(program)) is { } missing ? $"'{missing}' is not on the PATH; the oracle is an npm package."
        : null;

    private static bool IsOnPath(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".cmd")) || File.Exists(Path.Combine(folder, program + ".exe")));
}
