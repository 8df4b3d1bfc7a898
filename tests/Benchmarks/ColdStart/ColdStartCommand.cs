using System.CommandLine;
using ExposurePipeline.Benchmarks.Doors;

namespace ExposurePipeline.Benchmarks.ColdStart;

/// <summary>From the start of the process to its first answer.</summary>
internal static class ColdStartCommand
{
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "Interleaved rounds, of which the median is told.", DefaultValueFactory = static _ => 11 };
        var command = new Command("cold-start", "The published app from process start to the first answered batch of 100 events, observations sent, beside the least of Node's http servers and of .NET programs.") { rounds };
        command.SetAction(parsed => RunAsync(parsed.GetValue(rounds)));
        return command;
    }

    private static async Task<int> RunAsync(int rounds)
    {
        var program = PublishedApp.Publish();
        var hello = HelloProgram.Build();
        PinnedProcess.StepAside();
        await using var azure = await AzureDouble.StartAsync();
        var batch = Batches.HostShaped(Batches.Records(1, 100)[0]);
        Start[] starts =
        [
            new Server("Node http, first hello", port => PinnedProcess.Start(new Dictionary<string, string>(), "node", "-e", NodeServer, $"{port}"), "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8.ToArray()),
            new Server("ours, first batch of 100", port => PinnedProcess.Start(azure.Settings(port), program), batch),
            new Server("ours, first probe", port => PinnedProcess.Start(azure.Settings(port), program), "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8.ToArray()),
            new ToTheEnd("dotnet hello, to its end", hello),
        ];
        var times = starts.Select(static _ => new List<ColdTime>()).ToArray();
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < starts.Length; i++)
            {
                times[i].Add(starts[i].Run());
            }
        }

        ColdStartTable.Print(starts, [.. times.Select(static each => each.Skip(1).ToList())], (double)azure.Sends / (rounds + 1));
        return 0;
    }

    private const string NodeServer = "require('http').createServer((q, s) => s.end('hello')).listen(+process.argv[1], '127.0.0.1')";
}
