using ExposurePipeline.Tests.Faults.Injection;
using ExposurePipeline.Tests.Faults.Plant;
using ExposurePipeline.Tests.Faults.Rounds;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Faults;

/// <summary>The clocks of host, broker, storage and app jump together, and back.</summary>
public sealed class ClockTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly IReadOnlyList<Fault>[] Jumps =
    [
        [new ClockJumped(Early, TimeSpan.FromMinutes(7), Second)],
        [new ClockJumped(Early, TimeSpan.FromHours(3), 3 * Second), new AppKilled(2 * Second)], // what it leaves was decided three hours ahead
        [new ClockJumped(Early, TimeSpan.FromMinutes(-150), 2 * Second)],
    ];

    [ClockFact]
    public async Task a_clock_that_jumps_either_way_loses_no_event_and_no_tag_change()
    {
        await using var rig = await Rig.StartAsync(hasClock: true);
        var ledger = new Ledger();
        var now = TimeProvider.System.GetUtcNow();
        var rounds = await Jumps.Index().ToAsyncEnumerable().Select(async (f, _, _) => await Round.CreateAsync(f.Index, f.Item, rig.Settings.Exposure.Policy, now)).ToListAsync();

        var broken = await new Wave(rig, ledger).RunAsync(rounds);

        output.WriteLine(ledger.ToString());
        Assert.Empty(broken);
    }
}
