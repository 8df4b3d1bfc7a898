using ExposurePipeline.Local.Hosting;
using Spectre.Console;

namespace ExposurePipeline.Local.Commands;

/// <summary>The last question of the demonstration, in KQL.</summary>
internal static class DemoQuery
{
    private const string Text = """
        DeviceInfo
        | where IsInternetFacing
        | extend Reason = extractjson("$.InternetFacingReason", AdditionalFields, typeof(string))
        | summarize Devices = dcount(DeviceId), Names = make_set(tostring(split(DeviceName, ".")[0])) by Reason
        | order by Reason asc
        """;

    /// <summary>Asks it and prints it with its answer.</summary>
    public static async Task PrintAsync(Endpoints endpoints, string tenant, CancellationToken cancellation)
    {
        using var client = new QueryClient(endpoints.Http, tenant);
        var rows = await client.AskAsync(Text, timespan: null, cancellation);
        AnsiConsole.WriteLine();
        foreach (var line in Text.Split('\n'))
            AnsiConsole.WriteLine(line);
        AnsiConsole.Write(rows.ToTable());
    }
}
