using System.CommandLine;
using ExposurePipeline.Local.Hosting;

namespace ExposurePipeline.Local.Commands;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    public static Option<string> State { get; } = new("--state")
    {
        Description = "Folder that keeps hubs, topics and tables; a command finds the running host by it.",
        DefaultValueFactory = _ => RepositoryFolder.State,
    };

    public static Option<string> App { get; } = new("--app")
    {
        Description = "Output folder of the function app.",
        DefaultValueFactory = _ => RepositoryFolder.FunctionApp,
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "Print JSON, one object per line." };

    public static Option<string> Tenant { get; } = new("--tenant")
    {
        Description = "The tenant; 'default' where the telemetry names none.",
        DefaultValueFactory = _ => "default",
    };
}
