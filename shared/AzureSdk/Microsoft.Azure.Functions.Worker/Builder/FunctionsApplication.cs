using System.Reflection;
using Microsoft.Azure.Functions.Worker.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a function app begins.</summary>
public class FunctionsApplication
{
    /// <summary>A builder for the functions of the entry assembly.</summary>
    /// <param name="args">The command line; <c>--Name value</c> overrides the setting <c>Name</c>.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) =>
        new(args, Assembly.GetEntryAssembly() ?? typeof(FunctionsApplication).Assembly, HandlerProcess.Current);
}
