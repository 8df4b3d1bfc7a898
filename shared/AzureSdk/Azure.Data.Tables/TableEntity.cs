using Azure.Data.Tables.Entities;

namespace Azure.Data.Tables;

#pragma warning disable CA1710 // the name of the real package
/// <summary>A row as a dictionary of properties. Values are string, int, long, double, bool, Guid, DateTime (UTC), DateTimeOffset, byte[] or BinaryData.</summary>
public sealed partial class TableEntity : ITableEntity
{
    private readonly Dictionary<string, object?> _properties;

    /// <summary>An entity without keys.</summary>
    public TableEntity() => _properties = [];

    /// <summary>An entity with its keys.</summary>
    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    /// <summary>An entity with a copy of <paramref name="values"/>, keys among them.</summary>
    public TableEntity(IDictionary<string, object> values) => _properties = values is null ? [] : new(values!);

    internal TableEntity(Dictionary<string, object?> read) => _properties = read;

    /// <inheritdoc/>
    public string PartitionKey
    {
        get => GetString(EntityNames.PartitionKey)!;
        set => _properties[EntityNames.PartitionKey] = value;
    }

    /// <inheritdoc/>
    public string RowKey
    {
        get => GetString(EntityNames.RowKey)!;
        set => _properties[EntityNames.RowKey] = value;
    }

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(EntityNames.Timestamp);
        set => _properties[EntityNames.Timestamp] = value;
    }

    /// <inheritdoc/>
    public ETag ETag
    {
        get => GetString(EntityNames.ODataETag) is { } text ? new ETag(text) : default;
        set => _properties[EntityNames.ODataETag] = value.ToString();
    }

    /// <summary>The text under <paramref name="key"/>, or null when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public string? GetString(string key) => Get(key) is { } value ? Expect<string>(key, value) : null;

    /// <summary>The bytes under <paramref name="key"/>, or null when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public byte[]? GetBinary(string key) => Get(key) is { } value ? value is BinaryData data ? data.ToArray() : Expect<byte[]>(key, value) : null;

    /// <summary>The bytes under <paramref name="key"/>, or null when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public BinaryData? GetBinaryData(string key) => Get(key) is { } value ? value is byte[] bytes ? BinaryData.FromBytes(bytes) : Expect<BinaryData>(key, value) : null;

    /// <summary>The truth value under <paramref name="key"/>, or null when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public bool? GetBoolean(string key) => Get(key) is { } value ? Expect<bool>(key, value) : null;

    /// <summary>The instant under <paramref name="key"/> in UTC, or null when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public DateTime? GetDateTime(string key) => Get(key) is { } value ? value is DateTimeOffset instant ? instant.UtcDateTime : Expect<DateTime>(key, value) : null;

    /// <summary>The instant under <paramref name="key"/>, or null when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public DateTimeOffset? GetDateTimeOffset(string key) => Get(key) is { } value ? value is DateTime instant ? new DateTimeOffset(instant) : Expect<DateTimeOffset>(key, value) : null;

    /// <summary>The number under <paramref name="key"/>, or null when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public double? GetDouble(string key) => Get(key) is { } value ? Expect<double>(key, value) : null;

    /// <summary>The identifier under <paramref name="key"/>, or null when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public Guid? GetGuid(string key) => Get(key) is { } value ? Expect<Guid>(key, value) : null;

    /// <summary>The number under <paramref name="key"/>, or null when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public int? GetInt32(string key) => Get(key) is { } value ? Expect<int>(key, value) : null;

    /// <summary>The number under <paramref name="key"/>, or null when absent.</summary>
    /// <exception cref="InvalidOperationException">The value has another type.</exception>
    public long? GetInt64(string key) => Get(key) is { } value ? Expect<long>(key, value) : null;

    private object? Get(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _properties.GetValueOrDefault(key);
    }

    private static T Expect<T>(string key, object value) => value is T expected
        ? expected
        : throw new InvalidOperationException($"Cannot return {typeof(T)} type for a {value.GetType()} typed property ({key}).");
}
