using System.Diagnostics;
using ExposurePipeline.Tests.Faults.Plant;

namespace ExposurePipeline.Tests.Faults.Rounds;

/// <summary>
/// Rounds one after the other, then calm, then the invariants of each. What a killed sender left in the outbox waits for its age and the
/// sweep; rounds of a wave share that wait.
/// </summary>
internal sealed class Wave(Rig rig, Ledger ledger)
{
    /// <summary>From the end of the faults: retries of the host grow to a minute.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(150);

    /// <summary>What does not hold, round by round; empty when all is well.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<Round> rounds)
    {
        foreach (var round in rounds)
            await RunAsync(round);
        rig.Calm();
        var calm = Stopwatch.GetTimestamp();
        var broken = new List<string>();
        foreach (var round in rounds)
            broken.AddRange((await SettleAsync(round, calm)).Select(problem => $"seed {round.Seed} ({string.Join(", ", round.Faults)}): {problem}"));
        return broken;
    }

    private async Task RunAsync(Round round)
    {
        var sending = rig.Sender.SendAsync(round.Events, Round.Length);
        await Task.WhenAll(round.Faults.Select(async fault =>
        {
            await Task.Delay(fault.At);
            await fault.InjectAsync(rig, ledger);
            ledger.Add(new Dictionary<string, int> { [fault.GetType().Name] = 1 });
        }));
        await sending;
    }

    private async Task<IReadOnlyList<string>> SettleAsync(Round round, long calm)
    {
        while (true)
        {
            var actual = (await rig.Tables.ReadAsync(round)) with { Messages = rig.Subscriber.Of(round.Tenant.Value) };
            IReadOnlyList<string> broken = [.. Invariants.Broken(round, actual)];
            if (broken.Count == 0 || Stopwatch.GetElapsedTime(calm) > Patience)
            {
                ledger.Add(round, actual);
                return broken;
            }

            await Task.Delay(500);
        }
    }
}
