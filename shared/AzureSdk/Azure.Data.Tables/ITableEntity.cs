namespace Azure.Data.Tables;

/// <summary>A row: two keys, the server's time of the last change, and the version for optimistic concurrency.</summary>
public interface ITableEntity
{
    /// <summary>First half of the key; entities that share it can change in one transaction.</summary>
    string PartitionKey { get; set; }

    /// <summary>Second half of the key, unique within the partition.</summary>
    string RowKey { get; set; }

    /// <summary>When the server last changed the entity; never sent.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The version the entity was read at; sent only when passed as a condition.</summary>
    ETag ETag { get; set; }
}
