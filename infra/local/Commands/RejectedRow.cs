using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Normalisation;

namespace ExposurePipeline.Local.Commands;

/// <summary>A row of table <c>rejected</c>, as the functions write it.</summary>
/// <param name="PartitionKey"><c>{hub}|{partition}</c>.</param>
/// <param name="RowKey"><c>{sequence number}|{record}</c>.</param>
/// <param name="Reason">From the closed list.</param>
/// <param name="Detail">What and where.</param>
/// <param name="Body">The first 32 KiB of the record, or of the event where records are not separate bytes.</param>
/// <param name="BodyLength">Its whole length.</param>
/// <param name="Enqueued">When the hub took it.</param>
/// <param name="Format">The property that named its format, where it had one.</param>
/// <param name="Tenant">The property that named its tenant, where it had one.</param>
/// <param name="Properties">What else its producer said of it.</param>
internal sealed record RejectedRow(
    string PartitionKey, string RowKey, string Reason, string Detail, byte[] Body, long BodyLength, DateTimeOffset? Enqueued,
    string? Format, string? Tenant, IReadOnlyDictionary<string, string>? Properties)
{
    /// <summary>The table's name.</summary>
    public const string Table = "rejected";

    /// <summary>What a person types to name it.</summary>
    public string Id => $"{PartitionKey}|{RowKey}";

    /// <summary>The hub it came through.</summary>
    public string Hub => PartitionKey.Split('|')[0];

    /// <summary>The same for all rows whose bytes are the same: those of a file, each of whose findings was set aside.</summary>
    [JsonIgnore]
    public (string Partition, string SequenceNumber, string Body) Sent => (PartitionKey, RowKey.Split('|')[0], Convert.ToBase64String(Body));

    /// <summary>The application properties that it needs to be read again.</summary>
    public Dictionary<string, string> ToProperties() => new Dictionary<string, string>(Properties ?? new Dictionary<string, string>())
        .With(RawEvent.FormatProperty, Format)
        .With(RawEvent.TenantProperty, Tenant);

    /// <summary>Whether all of it was kept.</summary>
    [JsonIgnore]
    public bool IsComplete => Body.Length == BodyLength;

    /// <summary>All rows; none where nothing was ever rejected.</summary>
    public static async Task<IReadOnlyList<RejectedRow>> ListAsync(TableClient table, CancellationToken cancellation)
    {
        var rows = new List<RejectedRow>();
        try
        {
            await foreach (var entity in table.QueryAsync<TableEntity>(cancellationToken: cancellation))
                rows.Add(Read(entity));
        }
        catch (RequestFailedException e) when (e.ErrorCode == "TableNotFound")
        {
            return [];
        }

        return rows;
    }

    private static RejectedRow Read(TableEntity entity) => new(
        entity.PartitionKey, entity.RowKey, entity.GetString(nameof(Reason)) ?? "", entity.GetString(nameof(Detail)) ?? "",
        entity.GetBinary(nameof(Body)) ?? [], Convert.ToInt64(entity[nameof(BodyLength)] ?? -1, CultureInfo.InvariantCulture),
        entity.GetDateTimeOffset(nameof(Enqueued)), entity.GetString(nameof(Format)), entity.GetString(nameof(Tenant)),
        entity.GetString(nameof(Properties)) is { } json ? JsonSerializer.Deserialize(json, RejectedJson.Default.DictionaryStringString) : null);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RejectedRow))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class RejectedJson : JsonSerializerContext;
