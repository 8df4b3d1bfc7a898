namespace Azure.Data.Tables;

/// <summary>What an update does with properties it does not name.</summary>
public enum TableUpdateMode
{
    /// <summary>Properties not named stay as they are.</summary>
    Merge = 0,

    /// <summary>Properties not named are removed.</summary>
    Replace = 1,
}
