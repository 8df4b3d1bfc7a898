using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
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
    public async Task what_is_not_used_yet_is_not_loaded()
    {
        var settings = CompleteSettings.Create();
        var port = FreePort();
        settings["FUNCTIONS_CUSTOMHANDLER_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        using var process = Start(settings);
        try
        {
            using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}/") };
            await AnswersAsync(client, process);
            if (OperatingSystem.IsLinux())
            {
                var mapped = await File.ReadAllTextAsync($"/proc/{process.Id}/maps");
                Assert.Contains("ExposurePipeline.Exposure.dll", mapped, StringComparison.Ordinal);
                Assert.DoesNotContain("ApplicationInsights", mapped, StringComparison.Ordinal); // no connection string
                Assert.DoesNotContain("Microsoft.OData", mapped, StringComparison.Ordinal); // no query
                Assert.DoesNotContain("Microsoft.Identity.Client", mapped, StringComparison.Ordinal); // connection strings need no identity
            }

            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(new Uri("api/machines?$filter=foo eq 1", UriKind.Relative))).StatusCode);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, (await client.DeleteAsync(new Uri("api/machines/d1", UriKind.Relative))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("api/nothing", UriKind.Relative))).StatusCode);
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public void host_json_reaches_the_output()
    {
        var built = Path.Combine(AppContext.BaseDirectory, "host.json");

        Assert.Equal(File.ReadAllText(Repository.File("host.json")), File.ReadAllText(built));
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static async Task AnswersAsync(HttpClient client, Process process)
    {
        while (true)
        {
            Assert.False(process.HasExited, "the app ended");
            try
            {
                await client.GetAsync(new Uri("", UriKind.Relative));
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50); // not listening yet
            }
        }
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(Dictionary<string, string?> settings)
    {
        using var process = Start(settings);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    private static Process Start(Dictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo("dotnet", [App]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
