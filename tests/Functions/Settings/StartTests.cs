using System.Diagnostics;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Settings;

public sealed class StartTests
{
    private static readonly string App = Path.Combine(AppContext.BaseDirectory, "ExposurePipeline.Functions.dll");

    [Fact]
    public async Task a_missing_setting_ends_the_process_with_one_line_that_names_it()
    {
        var settings = CompleteSettings.Create();
        settings.Remove("Hubs__Scans");

        var (code, output, errors) = await RunAsync(settings);

        Assert.NotEqual(0, code);
        Assert.Empty(output);
        Assert.Equal("Configuration: Hubs__Scans is missing: the event hub of scan results.", errors.TrimEnd());
    }

    [Fact]
    public void host_json_reaches_the_output()
    {
        var built = Path.Combine(AppContext.BaseDirectory, "host.json");

        Assert.Equal(File.ReadAllText(Repository.File("host.json")), File.ReadAllText(built));
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(Dictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo("dotnet", [App]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
