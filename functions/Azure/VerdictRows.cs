using System.Text.Json;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Messages;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Reachability.Upkeep;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Rows of verdicts.</summary>
internal static class VerdictRows
{
    private const string View = "View";

    /// <summary>The columns by which is decided whether a verdict became different.</summary>
    public static IReadOnlyList<string> State { get; } =
        [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), nameof(TableEntity.Timestamp), nameof(ResourceId.Cloud), nameof(StoredResource.Id), nameof(VerdictRecord.Hash), nameof(VerdictRecord.Addresses)];

    /// <summary>The columns of a listing.</summary>
    public static IReadOnlyList<string> Listed { get; } =
    [
        nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), nameof(StoredVerdict.Status), nameof(StoredVerdict.Width), nameof(StoredVerdict.Access),
        nameof(StoredVerdict.Exposed), nameof(StoredVerdict.Reachable), nameof(StoredVerdict.Entrances), nameof(StoredVerdict.Judged), nameof(StoredVerdict.IsComplete),
    ];

    public static TableEntity Create(TenantId tenant, ResourceKey key, VerdictRecord verdict)
    {
        var told = verdict.Short;
        var row = new TableEntity(ResourceKeys.Partition(tenant, key), ResourceKeys.Verdicts + key)
        {
            [nameof(ResourceId.Cloud)] = verdict.Asset.Cloud.ToString(),
            [nameof(StoredResource.Id)] = verdict.Asset.Text,
            [nameof(VerdictRecord.Hash)] = verdict.Hash,
            [nameof(StoredVerdict.Status)] = told.Status.ToString(),
            [nameof(StoredVerdict.Width)] = told.Width?.ToString(),
            [nameof(StoredVerdict.Access)] = told.Access?.ToString(),
            [nameof(StoredVerdict.Exposed)] = told.Exposed?.ToString(),
            [nameof(StoredVerdict.Reachable)] = ResourceRows.Texts(told.Reachable),
            [nameof(StoredVerdict.Entrances)] = ResourceRows.Texts(told.Entrances),
            [nameof(StoredVerdict.Judged)] = told.Judged,
            [nameof(StoredVerdict.IsComplete)] = told.IsComplete,
        };
        BinaryProperty.Write(row, nameof(VerdictRecord.Addresses), verdict.Addresses);
        PackedBytes.Write(row, View, PackedBytes.Pack(verdict.View), verdict.View.Length);
        return row;
    }

    public static KeptVerdict ReadState(TableEntity row) =>
        new(ResourceKeys.Read(row.RowKey), ResourceRows.Id(row), row.GetString(nameof(VerdictRecord.Hash)) ?? "", row.GetBinary(nameof(VerdictRecord.Addresses)), row.ETag.ToString());

    public static StoredVerdict ReadListed(TableEntity row) => new(
        Read<VerdictStatus>(row, nameof(StoredVerdict.Status))!.Value,
        Read<Width>(row, nameof(StoredVerdict.Width)),
        Read<PublicAccess>(row, nameof(StoredVerdict.Access)),
        Read<VerdictStatus>(row, nameof(StoredVerdict.Exposed)),
        ResourceRows.ReadTexts(row.GetString(nameof(StoredVerdict.Reachable))),
        ResourceRows.ReadTexts(row.GetString(nameof(StoredVerdict.Entrances))),
        row.GetDateTimeOffset(nameof(StoredVerdict.Judged))!.Value)
    {
        IsComplete = row.GetBoolean(nameof(StoredVerdict.IsComplete)) == true,
    };

    public static VerdictView ReadView(TableEntity row) => JsonSerializer.Deserialize(PackedBytes.Read(row, View), ReachabilityJson.Default.VerdictView)!;

    private static T? Read<T>(TableEntity row, string column)
        where T : struct, Enum => row.GetString(column) is { } text ? Enum.Parse<T>(text) : null;
}
