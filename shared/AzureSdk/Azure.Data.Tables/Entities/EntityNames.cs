namespace Azure.Data.Tables.Entities;

/// <summary>Names with a meaning of their own in an entity's JSON.</summary>
internal static class EntityNames
{
    public const string PartitionKey = "PartitionKey";
    public const string RowKey = "RowKey";
    public const string Timestamp = "Timestamp";
    public const string ETag = "ETag";
    public const string ODataETag = "odata.etag";
    public const string ODataPrefix = "odata.";
    public const string TypeSuffix = "@odata.type";
}
