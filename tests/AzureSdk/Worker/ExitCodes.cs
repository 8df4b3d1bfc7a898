using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Worker;

/// <summary>The host takes 0 for a wish to stay dead, 200 for a restart that is not counted and anything else for a crash.</summary>
public sealed class ExitCodes
{
    private const string Port = "FUNCTIONS_CUSTOMHANDLER_PORT";

    [Theory]
    [InlineData(null, "error: FUNCTIONS_CUSTOMHANDLER_PORT is not set")]
    [InlineData("", "error: FUNCTIONS_CUSTOMHANDLER_PORT is not set")]
    [InlineData("http", "error: FUNCTIONS_CUSTOMHANDLER_PORT is 'http'")]
    [InlineData("70000", "error: FUNCTIONS_CUSTOMHANDLER_PORT is '70000'")]
    public async Task a_missing_or_wrong_port_is_one_line_and_1(string? port, string line) => await EndsInOneLineAsync(line, (Port, port));

    [Fact]
    public async Task a_wrong_setting_of_the_app_is_one_line_and_1() =>
        await EndsInOneLineAsync("error: WANTED is 'wrong'", (Port, Free()), ("WANTED", "wrong"));

    [Fact]
    public async Task a_wrong_deadline_is_one_line_and_1() =>
        await EndsInOneLineAsync("error: FUNCTIONS_CUSTOMHANDLER_DEADLINE is 'soon'", (Port, Free()), ("FUNCTIONS_CUSTOMHANDLER_DEADLINE", "soon"));

    [Fact]
    public async Task a_taken_port_is_one_line_and_1()
    {
        await using var app = await RunningApp.StartAsync();
        await EndsInOneLineAsync("error: Failed to bind", (Port, app.Client.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task an_app_whose_background_service_dies_ends_with_1()
    {
        using var app = ChildApp.Start((Port, Free()), ("CRASH", "1"));

        var (code, errors) = await app.EndAsync();

        Assert.NotEqual(0, code);
        Assert.NotEqual(200, code);
        Assert.Contains("The background service died.", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task an_app_asked_to_end_asks_for_a_restart(string signal)
    {
        var port = RunningApp.FreePort();
        using var app = ChildApp.Start((Port, port.ToString(CultureInfo.InvariantCulture)));
        await ChildApp.UntilReadyAsync(port);

        using var kill = Process.Start("kill", [$"-{signal}", app.Id.ToString(CultureInfo.InvariantCulture)]);
        var (code, errors) = await app.EndAsync();

        Assert.Equal((200, string.Empty), (code, errors));
    }

    private static string Free() => RunningApp.FreePort().ToString(CultureInfo.InvariantCulture);

    private static async Task EndsInOneLineAsync(string line, params (string Name, string? Value)[] environment)
    {
        using var app = ChildApp.Start(environment);

        var (code, errors) = await app.EndAsync();

        Assert.Equal(1, code);
        Assert.StartsWith(line, Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
