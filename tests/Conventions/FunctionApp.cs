using ExposurePipeline.Tests.Support;

namespace ExposurePipeline.Tests.Conventions;

/// <summary>The built function app, in the configuration that the tests are built in.</summary>
internal static class FunctionApp
{
    public static string Assembly { get; } = Repository.File(
        "functions", "bin", AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug", "net10.0", "ExposurePipeline.Functions.dll");
}
