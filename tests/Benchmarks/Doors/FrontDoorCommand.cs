using System.CommandLine;
using System.Security.Cryptography;
using System.Text;

namespace ExposurePipeline.Benchmarks.Doors;

/// <summary>Events per second through the app's endpoint, beside the same handler fed raw lines.</summary>
internal static class FrontDoorCommand
{
    private const int DistinctBatches = 16;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);

    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "Interleaved rounds, of which the median is told.", DefaultValueFactory = static _ => 7 };
        var seconds = new Option<int>("--seconds") { Description = "Length of a round.", DefaultValueFactory = static _ => 3 };
        var command = new Command("front-door", "Events per second through the published app's endpoint on one core, beside the same handler fed raw lines; batches of 100 and 10.") { rounds, seconds };
        command.SetAction(parsed => RunAsync(parsed.GetValue(rounds), TimeSpan.FromSeconds(parsed.GetValue(seconds))));
        return command;
    }

    private static async Task<int> RunAsync(int rounds, TimeSpan length)
    {
        var program = PublishedApp.Publish();
        PinnedProcess.StepAside();
        await using var azure = await AzureDouble.StartAsync();
        var (appPort, rawPort) = (PinnedProcess.FreePort(), PinnedProcess.FreePort());
        using var app = PinnedProcess.Start(azure.Settings(appPort), program);
        using var raw = PinnedProcess.Start(azure.Settings(rawPort), "dotnet", "exec", typeof(RawDoor).Assembly.Location, RawDoor.Name);
        var (hundred, ten) = (Batches.Records(DistinctBatches, 100), Batches.Records(DistinctBatches * 10, 10));
        Door[] doors =
        [
            new("raw lines, batch 100", rawPort, [.. hundred.Select(Batches.Lines)], 100),
            new("host-shaped payload, batch 100", appPort, [.. hundred.Select(static records => Batches.HostShaped(records))], 100),
            new("host-shaped payload, batch 10", appPort, [.. ten.Select(static records => Batches.HostShaped(records))], 10),
            new("raw lines, batch 10", rawPort, [.. ten.Select(Batches.Lines)], 10),
        ];
        return await AreAlikeAsync(doors, azure) ? await MeasureAsync(doors, azure, rounds, length) : 1;
    }

    private static async Task<bool> AreAlikeAsync(Door[] doors, AzureDouble azure)
    {
        foreach (var door in doors)
        {
            Door.Connect(door.Port).Dispose();
        }

        var (raw, host) = (await SentObservations.OfAsync(doors[0], azure), await SentObservations.OfAsync(doors[1], azure));
        var isAlike = raw.Length > 0 && raw.SequenceEqual(host);
        Console.WriteLine(isAlike
            ? $"Identical observations: {raw.Length:N0} entities of {DistinctBatches * 100:N0} events, sha256 {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', raw))))[..12]}."
            : $"The doors differ: {raw.Length} and {host.Length} entities, first difference: {raw.Except(host).FirstOrDefault()}");
        return isAlike;
    }

    private static async Task<int> MeasureAsync(Door[] doors, AzureDouble azure, int rounds, TimeSpan length)
    {
        foreach (var door in doors)
        {
            await door.RunAsync(WarmUp);
        }

        var measured = doors.Select(static _ => new List<DoorRound>()).ToArray();
        var sends = new double[doors.Length];
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < doors.Length; i++)
            {
                var before = azure.Sends;
                measured[i].Add(await doors[i].RunAsync(length));
                sends[i] = (double)(azure.Sends - before) / measured[i][^1].Latencies.Count;
            }
        }

        FrontDoorTable.Print(doors, measured, sends);
        return 0;
    }
}
