using System.Globalization;
using ExposurePipeline.Tests.Faults.Injection;
using ExposurePipeline.Tests.Faults.Plant;
using ExposurePipeline.Tests.Faults.Proxies;
using ExposurePipeline.Tests.Faults.Rounds;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Faults;

/// <summary>
/// The whole system under faults. A longer run: <c>FAULT_ROUNDS=200 dotnet test tests/Faults</c>; the same one again: <c>FAULT_SEED</c> as printed.
/// </summary>
public sealed class RoundTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int WaveLength = 20;
    private static readonly int Rounds = Number("FAULT_ROUNDS", 0);
    private static readonly int Seed = Number("FAULT_SEED", 20261122);

    private readonly Ledger _ledger = new();
    private Rig _rig = null!;

    public async Task InitializeAsync() => _rig = await Rig.StartAsync();

    public async Task DisposeAsync()
    {
        output.WriteLine(_ledger.ToString());
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task whatever_goes_wrong_no_event_and_no_tag_change_is_lost()
    {
        if (Rounds == 0)
            await PassAsync(Seed, EachKindOnce());
        for (var done = 0; done < Rounds; done += WaveLength)
            await PassAsync(Seed + done, [.. Enumerable.Range(Seed + done, Math.Min(WaveLength, Rounds - done)).Select(Schedule.Of)]);
    }

    [Fact]
    public async Task a_bus_that_forgets_what_it_acknowledged_does_not_go_unnoticed()
    {
        var forgetful = new Storm(TimeSpan.Zero, TimeSpan.FromSeconds(3), Service.Bus, Seed, [new Forgotten()], 1);
        var round = await Round.CreateAsync(Seed, [forgetful], _rig.Settings.Exposure.Policy, TimeProvider.System.GetUtcNow());

        var broken = await new Wave(_rig, _ledger) { Patience = TimeSpan.FromSeconds(3) }.RunAsync([round]);

        Assert.Contains(broken, problem => problem.Contains("was never received", StringComparison.Ordinal));
    }

    private async Task PassAsync(int seed, IReadOnlyList<IReadOnlyList<Fault>> faults)
    {
        var now = TimeProvider.System.GetUtcNow();
        var rounds = await faults.Index().ToAsyncEnumerable().Select(async (f, _, _) => await Round.CreateAsync(seed + f.Index, f.Item, _rig.Settings.Exposure.Policy, now)).ToListAsync();
        var broken = await new Wave(_rig, _ledger).RunAsync(rounds);
        Assert.True(broken.Count == 0, $"Again: FAULT_SEED={seed} FAULT_ROUNDS={Rounds}{Environment.NewLine}{string.Join(Environment.NewLine, broken)}");
    }

    private static IReadOnlyList<IReadOnlyList<Fault>> EachKindOnce()
    {
        var early = TimeSpan.FromSeconds(0.3);
        var second = TimeSpan.FromSeconds(1);
        return [
            [],
            [new AppKilled(second)],
            [new HostKilled(second)],
            [new BothKilled(second)],
            .. Enum.GetValues<Service>().Select(service => (IReadOnlyList<Fault>)[new Storm(early, 2 * second, service, Seed, Disturbances.Of(service), service is Service.Bus ? 1 : 0.6)]),
            [new Storm(early, second / 2, Service.Tables, Seed, [new Delayed(Disturbances.Stall)], 0.5)],
            [new SecondOwner(TimeSpan.Zero, 2 * second)],
            [new CheckpointsLost(second)],
            [new DiskFull(early, second)]];
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
