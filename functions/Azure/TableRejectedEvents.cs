using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Keeps events that could not be used in table <c>rejected</c>, in the order of their hub.</summary>
internal sealed class TableRejectedEvents(StoreTable rejected, TransactionGate gate) : IRejectedEvents
{
    private const int RowOverhead = 1024;

    /// <inheritdoc/>
    public async Task AddAsync(IReadOnlyList<RejectedEvent> events, CancellationToken cancellation)
    {
        if (events.Count == 0)
        {
            return;
        }

        var table = await rejected.OpenAsync();
        // The same key twice in a transaction is refused; the first rejection of a record says enough.
        var rows = events.Select(Row).DistinctBy(static row => (row.PartitionKey, row.RowKey));
        foreach (var partition in rows.GroupBy(static row => row.PartitionKey))
        {
            foreach (var pack in TransactionPacks.Of(partition, static _ => 1, Size))
            {
                await gate.SubmitAsync(table, pack.Select(static row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellation);
            }
        }
    }

    private static TableEntity Row(RejectedEvent rejected) => new(Partition(rejected.Position), Key(rejected))
    {
        [nameof(Rejection.Reason)] = rejected.Rejection.Reason.ToString(),
        [nameof(Rejection.Detail)] = rejected.Rejection.Detail,
        [nameof(RejectedEvent.Body)] = rejected.Body[..Math.Min(rejected.Body.Length, RejectedEvent.BodyLimit)].ToArray(),
        ["BodyLength"] = rejected.Body.Length,
        [nameof(RejectedEvent.Enqueued)] = rejected.Enqueued,
        [nameof(RejectedEvent.Format)] = rejected.Format,
        [nameof(RejectedEvent.Tenant)] = rejected.Tenant?.Value,
        [nameof(RejectedEvent.Properties)] = Properties(rejected.Properties),
    };

    private static int Size(TableEntity row) =>
        RowOverhead + row.GetBinary(nameof(RejectedEvent.Body))!.Length + (2 * (row.GetString(nameof(RejectedEvent.Properties))?.Length ?? 0));

    private static string? Properties(EventProperties properties) =>
        properties.All.Count == 0 ? null : JsonSerializer.Serialize(properties.All.ToDictionary(), PropertiesJson.Default.DictionaryStringString);

    private static string Partition(EventPosition position) => $"{TableKeys.Escape(position.Hub)}|{TableKeys.Escape(position.Partition)}";

    // Without a sequence number the bytes tell events apart.
    private static string Key(RejectedEvent rejected) => rejected.Position.SequenceNumber < 0
        ? string.Create(CultureInfo.InvariantCulture, $"unknown-{StableHash.Of(rejected.Body.Span):x16}|{rejected.Rejection.Record:D6}")
        : string.Create(CultureInfo.InvariantCulture, $"{rejected.Position.SequenceNumber:D19}|{rejected.Rejection.Record:D6}");
}
