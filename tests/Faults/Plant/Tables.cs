using System.Text;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Functions;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Tests.Faults.Rounds;
using Microsoft.Extensions.DependencyInjection;

namespace ExposurePipeline.Tests.Faults.Plant;

/// <summary>Looks at the tables, past every proxy.</summary>
/// <param name="settings">The app's settings, connected to the tables.</param>
internal sealed class Tables(AppSettings settings)
{
    /// <summary>What they hold of a round.</summary>
    public async Task<Snapshot> ReadAsync(Round round)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(settings).AddSingleton(TimeProvider.System).AddTables(settings).BuildServiceProvider();
        var store = services.GetRequiredService<IExposureStore>(); // a new one each time: nothing is cached
        var outbox = await store.ListOutboxAsync(DateTimeOffset.MaxValue, default).Where(row => row.Message.Subject.Tenant == round.Tenant).Select(row => row.Message.Id).ToListAsync();
        return (await Snapshot.ReadAsync(store, round.Tenant, round.Addresses)) with { Outbox = outbox, Rejected = await RejectedAsync(round) };
    }

    private async Task<IReadOnlyList<string>> RejectedAsync(Round round) =>
        await new TableClient(settings.ExposureStorage.ConnectionString!, "rejected").QueryAsync<TableEntity>()
            .Select(row => Encoding.UTF8.GetString(row.GetBinary("Body")!))
            .Where(body => body.Contains(round.Tenant.Value, StringComparison.Ordinal)).ToListAsync();
}
