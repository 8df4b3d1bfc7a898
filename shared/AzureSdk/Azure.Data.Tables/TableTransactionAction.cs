namespace Azure.Data.Tables;

/// <summary>One action of a transaction.</summary>
/// <param name="actionType">What is done.</param>
/// <param name="entity">The entity it is done to.</param>
/// <param name="etag">For updates and deletes: holds only while this is the stored version; default means whatever it is.</param>
public class TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity, ETag etag = default)
{
    /// <summary>An action without a version condition.</summary>
    public TableTransactionAction(TableTransactionActionType actionType, ITableEntity entity)
        : this(actionType, entity, default)
    {
    }

    /// <summary>What is done.</summary>
    public TableTransactionActionType ActionType { get; } = actionType;

    /// <summary>The entity it is done to.</summary>
    public ITableEntity Entity { get; } = entity;

    /// <summary>The condition; default means none.</summary>
    public ETag ETag { get; } = etag;
}
