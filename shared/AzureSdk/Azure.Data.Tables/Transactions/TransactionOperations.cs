using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables.Transactions;

/// <summary>Each action as the request it stands for.</summary>
internal static class TransactionOperations
{
    public static TableOperation Of(string table, TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Add => TableOperation.Insert(table, action.Entity),
        TableTransactionActionType.Delete => TableOperation.Delete(table, action.Entity.PartitionKey, action.Entity.RowKey, action.ETag),
        TableTransactionActionType.UpdateMerge => TableOperation.Put(table, action.Entity, TableUpdateMode.Merge, Condition(action.ETag)),
        TableTransactionActionType.UpdateReplace => TableOperation.Put(table, action.Entity, TableUpdateMode.Replace, Condition(action.ETag)),
        TableTransactionActionType.UpsertMerge => TableOperation.Put(table, action.Entity, TableUpdateMode.Merge, ifMatch: null),
        TableTransactionActionType.UpsertReplace => TableOperation.Put(table, action.Entity, TableUpdateMode.Replace, ifMatch: null),
        _ => throw new InvalidOperationException($"Unknown request type {action.ActionType}."),
    };

    // As in the real package, an update without a condition is sent as an upsert.
    private static string? Condition(ETag etag) => etag == default ? null : etag.ToString();
}
