namespace Azure.Data.Tables.Entities;

/// <summary>The Edm types that JSON cannot tell apart by itself.</summary>
internal static class EdmTypes
{
    public const string Binary = "Edm.Binary";
    public const string Boolean = "Edm.Boolean";
    public const string DateTime = "Edm.DateTime";
    public const string Double = "Edm.Double";
    public const string Guid = "Edm.Guid";
    public const string Int32 = "Edm.Int32";
    public const string Int64 = "Edm.Int64";
    public const string String = "Edm.String";

    /// <summary>100 ns ticks, always UTC.</summary>
    public const string DateTimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";
}
