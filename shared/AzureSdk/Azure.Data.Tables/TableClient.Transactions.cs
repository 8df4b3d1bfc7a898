using Azure.Data.Tables.Transactions;

namespace Azure.Data.Tables;

/// <summary>Entity group transactions.</summary>
public partial class TableClient
{
    /// <summary>Applies all actions or none. At most 100, one partition, each entity once, 4 MiB together.</summary>
    /// <returns>A response for each action, in their order.</returns>
    /// <exception cref="InvalidOperationException">There are no actions.</exception>
    /// <exception cref="TableTransactionFailedException">An action failed; the exception names which.</exception>
    /// <exception cref="RequestFailedException">The request as a whole was refused.</exception>
    public virtual async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transactionActions);
        TableTransactionAction[] actions = [.. transactionActions];
        if (actions.Length == 0) throw new InvalidOperationException("Unable to submit a transaction without actions.");

        foreach (var action in actions)
        {
            RequireKeys(action.Entity);
        }

        var batch = TransactionBody.Compose(_service.Root, actions.Select(action => TransactionOperations.Of(Name, action)));
        var reply = await _service.SendAsync(batch, cancellationToken, 202);
        return Response.FromValue(TransactionReply.Read(reply, actions.Length), reply);
    }
}
