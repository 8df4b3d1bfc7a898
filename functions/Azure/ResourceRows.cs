using System.Text.Json;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Intake;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Rows of resources.</summary>
internal static class ResourceRows
{
    /// <summary>Problems of one resource that are kept.</summary>
    public const int MostProblems = 20;

    private const int LongestText = 500;
    private const string Body = "Body";
    private const string Copy = "Copy";
    private const string CopyLength = Copy + "Length";
    private const string Hash = nameof(KeptResource.Hash);

    /// <summary>The columns by which is decided whether something is news. The service tells a row's version by its time.</summary>
    public static IReadOnlyList<string> State { get; } = [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), nameof(TableEntity.Timestamp), nameof(Known.Kind), nameof(Known.Version), Hash, CopyLength];

    /// <summary>The columns of a listing.</summary>
    public static IReadOnlyList<string> Listed { get; } =
    [
        .. State, nameof(ResourceId.Cloud), nameof(StoredResource.Id), nameof(StoredResource.Type), nameof(StoredResource.Heard),
        nameof(StoredResource.Name), nameof(StoredResource.Problems),
    ];

    public static TableEntity Create(TenantId tenant, ResourceEdit edit, DateTimeOffset at)
    {
        var (key, change) = (ResourceKey.Of(edit.Change.Id), edit.Change);
        var packed = PackedBytes.Pack(edit.Body);
        var isTooLarge = packed.Length > PackedBytes.MaxBytes;
        var row = new TableEntity(ResourceKeys.Partition(tenant, key), ResourceKeys.Resources + key)
        {
            [nameof(ResourceId.Cloud)] = change.Id.Cloud.ToString(),
            [nameof(StoredResource.Id)] = change.Id.Text,
            [nameof(StoredResource.Type)] = Bounded(change.Type),
            [nameof(Known.Kind)] = (isTooLarge ? ChangeKind.Unread : change.Kind).ToString(),
            [nameof(Known.Version)] = change.Version?.UtcTicks, // the service's own times begin in 1601, and a cloud's are what somebody wrote
            [nameof(StoredResource.Heard)] = at,
            [nameof(StoredResource.Name)] = Bounded(edit.Told.Name),
            [nameof(StoredResource.Problems)] = Texts(Problems(edit, isTooLarge ? packed.Length : null)),
            [Hash] = edit.Hash,
        };
        if (!isTooLarge && edit.Body.Length > 0)
        {
            PackedBytes.Write(row, Body, packed, edit.Body.Length);
        }

        return row;
    }

    /// <summary>What is different where only the version is later.</summary>
    public static TableEntity Later(TenantId tenant, ResourceEdit edit)
    {
        var key = ResourceKey.Of(edit.Change.Id);
        return new(ResourceKeys.Partition(tenant, key), ResourceKeys.Resources + key) { [nameof(Known.Version)] = edit.Change.Version?.UtcTicks };
    }

    public static KeptResource ReadState(TableEntity row) => new(new(Kind(row), Version(row)), row.GetString(Hash) ?? "", row.GetInt32(CopyLength) is not null);

    /// <summary>What is added where an equally old copy contradicts what is kept; null where both do not fit into a row.</summary>
    public static TableEntity? Contradicted(TableEntity kept, ResourceEdit copy, string problem)
    {
        var packed = PackedBytes.Pack(copy.Body);
        if (packed.Length + PackedBytes.Size(kept, Body) > PackedBytes.MaxBytes)
        {
            return null;
        }

        var row = new TableEntity(kept.PartitionKey, kept.RowKey) { [nameof(StoredResource.Problems)] = Texts([problem, .. ReadTexts(kept.GetString(nameof(StoredResource.Problems))).Take(MostProblems - 1)]) };
        PackedBytes.Write(row, Copy, packed, copy.Body.Length);
        return row;
    }

    /// <summary>What was told: of two copies that contradict each other both, so that neither is believed.</summary>
    public static IReadOnlyList<ResourceChange> ReadAll(TableEntity row) => Read(row) is var change && row.GetInt32(CopyLength) is null
        ? [change]
        : [change, change with { Body = new(JsonElement.Parse(PackedBytes.Read(row, Copy))) }];

    public static ResourceChange Read(TableEntity row)
    {
        var kind = Kind(row);
        var body = kind is ChangeKind.Present ? JsonElement.Parse(PackedBytes.Read(row, Body)) : default;
        return new(Id(row), Required(row, nameof(StoredResource.Type)), kind, Version(row), new(body));
    }

    public static StoredResource ReadListed(TableEntity row) => new(
        Id(row), Required(row, nameof(StoredResource.Type)), Kind(row), Version(row), row.GetDateTimeOffset(nameof(StoredResource.Heard))!.Value)
    {
        Name = row.GetString(nameof(StoredResource.Name)) ?? "",
        Problems = ReadTexts(row.GetString(nameof(StoredResource.Problems))),
    };

    public static ResourceId Id(TableEntity row) => new(Enum.Parse<Cloud>(Required(row, nameof(ResourceId.Cloud))), Required(row, nameof(StoredResource.Id)));

    public static string? Texts(IReadOnlyList<string> texts) => texts.Count == 0 ? null : JsonSerializer.Serialize([.. texts.Select(Bounded)], PropertiesJson.Default.StringArray);

    public static string[] ReadTexts(string? texts) => texts is null ? [] : JsonSerializer.Deserialize(texts, PropertiesJson.Default.StringArray)!;

    private static List<string> Problems(ResourceEdit edit, int? packed)
    {
        string[] own = packed is { } length ? [$"Its body has {edit.Body.Length:N0} bytes, {length:N0} compressed; at most {PackedBytes.MaxBytes:N0} are kept. It counts as unread."] : [];
        return [.. own.Concat(edit.Told.Problems).Take(MostProblems)];
    }

    private static string Bounded(string text) => text.Length <= LongestText ? text : text[..LongestText];

    private static ChangeKind Kind(TableEntity row) => Enum.Parse<ChangeKind>(Required(row, nameof(Known.Kind)));

    private static string Required(TableEntity row, string column) => row.GetString(column) ?? throw new FormatException($"It has no {column}.");

    private static DateTimeOffset? Version(TableEntity row) => row.GetInt64(nameof(Known.Version)) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
