using System.CommandLine;
using System.Diagnostics;

namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>Every format's speed on one core beside a straightforward reader of it, and beside Defender's events.</summary>
internal static class FormatSpeedCommand
{
    private const int Core = 0;

    public static Command Create()
    {
        var megabytes = new Option<int>("--megabytes") { Description = "Of each format.", DefaultValueFactory = static _ => 24 };
        var rounds = new Option<int>("--rounds") { Description = "Interleaved rounds, of which the median is told.", DefaultValueFactory = static _ => 7 };
        var only = new Option<string>("--only") { Description = "Only formats whose name has this text.", DefaultValueFactory = static _ => "" };
        var command = new Command("format-speed", "Events and bytes per second of each format on one core, beside a straightforward reader of it.") { megabytes, rounds, only };
        command.SetAction(parsed => Run(parsed.GetValue(megabytes) * 1_000_000L, parsed.GetValue(rounds), parsed.GetValue(only)!));
        return command;
    }

    private static int Run(long bytes, int rounds, string only)
    {
        Pin();
        Duel[] duels = [new(Shapes.Measure(bytes)), .. Shapes.Others(bytes, only).Select(static shape => new Duel(shape))];
        foreach (var duel in duels)
        {
            if (duel.Difference() is { } difference)
            {
                Console.Error.WriteLine($"{duel.Shape.Name}: the results differ, first in {difference}");
                return 1;
            }
        }

        for (var round = 0; round < rounds; round++)
        {
            Array.ForEach(duels, duel => duel.Run());
        }

        SpeedTable.Print(duels, rounds);
        return 0;
    }

    private static void Pin()
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            using var self = Process.GetCurrentProcess();
            self.ProcessorAffinity = 1 << Core;
        }
    }
}
