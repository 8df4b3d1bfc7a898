namespace Azure.Data.Tables;

/// <summary>What one action of a transaction does.</summary>
public enum TableTransactionActionType
{
    /// <summary>Insert; the transaction fails when the entity exists.</summary>
    Add = 0,

    /// <summary>Merge into an existing entity.</summary>
    UpdateMerge = 1,

    /// <summary>Replace an existing entity.</summary>
    UpdateReplace = 2,

    /// <summary>Delete; the transaction fails when the entity does not exist.</summary>
    Delete = 3,

    /// <summary>Insert, or merge into an existing entity.</summary>
    UpsertMerge = 4,

    /// <summary>Insert, or replace an existing entity.</summary>
    UpsertReplace = 5,
}
