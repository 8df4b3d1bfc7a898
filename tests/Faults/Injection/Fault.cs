using ExposurePipeline.Tests.Faults.Plant;
using ExposurePipeline.Tests.Faults.Proxies;
using ExposurePipeline.Tests.Faults.Rounds;
using Microsoft.Data.Sqlite;

namespace ExposurePipeline.Tests.Faults.Injection;

/// <summary>Something that goes wrong with the whole system, and is over when it returns.</summary>
/// <param name="At">When, from the beginning of the round.</param>
internal abstract record Fault(TimeSpan At)
{
    public abstract Task InjectAsync(Rig rig, Ledger ledger);
}

/// <summary><c>kill -9</c> of the function app.</summary>
internal sealed record AppKilled(TimeSpan At) : Fault(At)
{
    public override Task InjectAsync(Rig rig, Ledger ledger) => rig.KillAppAsync();
}

/// <summary><c>kill -9</c> of the local host: its children lose hubs, topics and triggers, and die of it.</summary>
internal sealed record HostKilled(TimeSpan At) : Fault(At)
{
    public override Task InjectAsync(Rig rig, Ledger ledger) => rig.KillHostAsync();
}

/// <summary><c>kill -9</c> of both.</summary>
internal sealed record BothKilled(TimeSpan At) : Fault(At)
{
    public override Task InjectAsync(Rig rig, Ledger ledger) => rig.KillHostAsync(appFirst: true);
}

/// <summary>All events of all rounds so far come again.</summary>
internal sealed record CheckpointsLost(TimeSpan At) : Fault(At)
{
    public override Task InjectAsync(Rig rig, Ledger ledger) => rig.KillHostAsync(meanwhile: () =>
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = rig.Database, Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM checkpoint";
        command.ExecuteNonQuery();
    });
}

/// <summary>Requests to one service are disturbed for a while.</summary>
/// <param name="At">When it begins.</param>
/// <param name="For">How long it lasts at least; up to three times that, until everything has happened once.</param>
/// <param name="Service">Which.</param>
/// <param name="Seed">Decides by chance.</param>
/// <param name="Kinds">What happens.</param>
/// <param name="Share">To how many requests, from 0 to 1.</param>
internal sealed record Storm(TimeSpan At, TimeSpan For, Service Service, int Seed, IReadOnlyList<Disturbance> Kinds, double Share) : Fault(At)
{
    public override async Task InjectAsync(Rig rig, Ledger ledger)
    {
        var weather = new Weather(Seed, Kinds, Share);
        rig.ProxyOf(Service).Weather = weather;
        await Task.Delay(For);
        for (var i = 0; i < 40 && weather.Happened.Count < Kinds.Count; i++)
            await Task.Delay(For / 20);
        rig.ProxyOf(Service).Weather = null;
        ledger.Add(weather.Happened.ToDictionary(h => $"{Service}: {h.Key}", h => h.Value));
    }
}

/// <summary>A second instance owns every partition, too.</summary>
/// <param name="At">When it starts.</param>
/// <param name="For">How long it lives.</param>
internal sealed record SecondOwner(TimeSpan At, TimeSpan For) : Fault(At)
{
    public override async Task InjectAsync(Rig rig, Ledger ledger)
    {
        await using var second = await SecondInstance.StartAsync(rig);
        await Task.Delay(For);
    }
}

/// <summary>The broker and Azurite can write nothing to their files; the broker acknowledges nothing meanwhile.</summary>
/// <param name="At">When it begins.</param>
/// <param name="For">How long there is no room.</param>
internal sealed record DiskFull(TimeSpan At, TimeSpan For) : Fault(At)
{
    private static readonly InputEvent Probe = new("inventory", "probe", "probe"u8.ToArray(), new Dictionary<string, string>(), []);

    public override Task InjectAsync(Rig rig, Ledger ledger) => rig.ExclusiveAsync(async () =>
    {
        var processes = rig.Host.Tree();
        Signals.LimitFiles(processes, 0);
        var isAcknowledged = await rig.Sender.TrySendAsync(Probe);
        await Task.Delay(For);
        Signals.LimitFiles(processes, null);
        if (isAcknowledged)
            throw new InvalidOperationException("The broker acknowledged what it had no room for.");
    });
}

/// <summary>The clock of every process jumps, and back again.</summary>
/// <param name="At">When it jumps.</param>
/// <param name="By">How far.</param>
/// <param name="For">How long it stays there.</param>
internal sealed record ClockJumped(TimeSpan At, TimeSpan By, TimeSpan For) : Fault(At)
{
    public override async Task InjectAsync(Rig rig, Ledger ledger)
    {
        rig.Clock!.Set(By);
        await Task.Delay(For);
        rig.Clock!.Set(TimeSpan.Zero);
    }
}
