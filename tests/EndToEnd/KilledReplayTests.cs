using System.Diagnostics;
using System.Globalization;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.EndToEnd;

/// <summary>
/// The function app is killed while it works. A longer run: <c>REPLAY_EVENTS=200000 REPLAY_KILLS=20 REPLAY_SEED=1 dotnet test tests/EndToEnd</c>.
/// </summary>
public sealed class KilledReplayTests(ITestOutputHelper output)
{
    private static readonly int Events = Number("REPLAY_EVENTS", 40_000);
    private static readonly int Kills = Number("REPLAY_KILLS", 6);
    private static readonly int Seed = Number("REPLAY_SEED", 20261121);

    [Fact]
    public async Task killing_the_function_app_at_random_moments_changes_no_state_and_loses_no_tag_change()
    {
        var telemetry = new ReplayTelemetry(Seed, devices: 400, DateTimeOffset.UtcNow.AddMinutes(-5)).Bodies(Events);
        var calm = await ReplayAsync(telemetry, kills: 0, within: default);
        var killed = await ReplayAsync(telemetry, Kills, within: calm.Took);

        output.WriteLine($"{Events:N0} events, seed {Seed}: undisturbed {calm.Took.TotalSeconds:N1} s, {calm.Messages.Count} messages; "
            + $"with {Kills} kills ({killed.Starts} processes) {killed.Took.TotalSeconds:N1} s, {killed.Messages.Count} messages");
        Assert.Equal(Kills + 1, killed.Starts);
        Assert.Empty(Differences(calm.States, killed.States));
        Assert.Empty(Differences(calm.Flags, killed.Flags));
        Assert.Empty(Differences(calm.History, killed.History));
        Assert.Equal(Transitions(calm), Transitions(killed));
        Assert.Equal(EvidenceTold(calm), EvidenceTold(killed));
    }

    private static IEnumerable<string> Differences(SortedDictionary<string, string> expected, SortedDictionary<string, string> actual) =>
        from key in expected.Keys.Union(actual.Keys)
        let pair = (Expected: expected.GetValueOrDefault(key), Actual: actual.GetValueOrDefault(key))
        where pair.Expected != pair.Actual
        select $"{key}: {pair.Expected ?? "absent"} became {pair.Actual ?? "absent"}";

    // One id per transition: as a set of ids and as a set of (device, change) they have the same size.
    private static IEnumerable<string> Transitions(Outcome outcome)
    {
        var transitions = outcome.Messages.Where(m => m.Change is "added" or "removed").ToList();
        Assert.Equal(transitions.Select(m => (m.Device, m.Change)).Distinct().Count(), transitions.Select(m => m.Id).Distinct().Count());
        Assert.Equal(outcome.Flags.Count, transitions.Count(m => m.Change == "added") - transitions.Count(m => m.Change == "removed"));
        return transitions.Select(m => m.Id).Order(StringComparer.Ordinal);
    }

    // Evidence that arrives in the batch that flags a device is told by that message, later evidence by its own.
    private static SortedSet<string> EvidenceTold(Outcome outcome) => [.. outcome.Messages.SelectMany(m => m.Evidence.Select(e => $"{m.Device} {e}"))];

    private async Task<Outcome> ReplayAsync(IReadOnlyList<(string Key, IReadOnlyList<ReadOnlyMemory<byte>> Bodies)> telemetry, int kills, TimeSpan within)
    {
        await using var run = await Run.StartAsync();
        var started = Stopwatch.GetTimestamp();
        var sending = Task.WhenAll(telemetry.Select(lane => run.SendAsync("connections", lane.Bodies, lane.Key)));
        await KillAsync(run, kills, within);
        await sending;
        await run.SettleAsync();
        var took = Stopwatch.GetElapsedTime(started);
        await AnsweringAsync(run);
        return new(await run.RowsAsync('s'), await run.RowsAsync('f'), await TagsAsync(run), await run.ReceiveAsync(), run.Host.Functions.HandlerStarts, took);
    }

    // Evidence and recommendations are told as batches bring them; tags are not.
    private static async Task<SortedDictionary<string, string>> TagsAsync(Run run)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var device in (await run.RowsAsync('s')).Keys.Where(key => key.Contains(" s|d|", StringComparison.Ordinal)).Select(key => key.Split("|")[^1]))
        {
            var timeline = await run.GetAsync($"/api/machines/{device}/timeline");
            foreach (var (n, entry) in timeline.GetProperty("value").EnumerateArray().Where(entry => entry.GetProperty("kind").GetString() is "added" or "removed").Index())
            {
                tags[$"{device} {n}"] = entry.GetRawText();
            }
        }

        return tags;
    }

    // The last kill may have hit a process that had nothing left to do.
    private static async Task AnsweringAsync(Run run)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            try
            {
                await run.GetAsync("/api/health");
                return;
            }
            catch (HttpRequestException) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(100);
            }
        }
    }

    // Random moments, on average spread over the time that the undisturbed run took. Every second process is let live until it has got
    // something done, so that kills hit starting and working processes alike.
    private async Task KillAsync(Run run, int kills, TimeSpan within)
    {
        var random = new Random(Seed);
        for (var i = 0; i < kills; i++)
        {
            await (i % 2 == 0 ? Task.CompletedTask : ProgressAsync(run));
            await Task.Delay(2 * random.NextDouble() * within / kills);
            var id = run.Host.Functions.HandlerProcessId!.Value;
            using var handler = Process.GetProcessById(id);
            handler.Kill(); // SIGKILL
            while (run.Host.Functions.HandlerProcessId is null || run.Host.Functions.HandlerProcessId == id)
            {
                await Task.Delay(5);
            }

            output.WriteLine($"killed process {id} with {await OpenEventsAsync(run)} events open");
        }
    }

    private static async Task ProgressAsync(Run run)
    {
        for (var done = Done(run); Done(run) == done && await OpenEventsAsync(run) > 0;)
        {
            await Task.Delay(5);
        }
    }

    private static long Done(Run run) => run.Host.Functions.Partitions.Sum(p => p.Next);

    private static async Task<long> OpenEventsAsync(Run run) =>
        (await run.Host.HubLog.GetLagAsync(CancellationToken.None)).Sum(l => l.LastSequenceNumber + 1) - Done(run);

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private sealed record Outcome(
        SortedDictionary<string, string> States, SortedDictionary<string, string> Flags, SortedDictionary<string, string> History,
        IReadOnlyList<TagMessage> Messages, int Starts, TimeSpan Took);
}
