using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Functions.Azure;

/// <summary>One transaction: the rows of its entities, then the messages of them all, then sent messages that go away with it.</summary>
internal sealed class ChangePack(string partition, IReadOnlyList<EntityWrite> writes, IReadOnlyList<OutboxRow> messages, List<(string Partition, string Key)> sent)
{
    /// <summary>Operations kept free for rows of messages: as many as a transaction's bytes can fill.</summary>
    public const int Reserved = 4;

    /// <summary>The entities, in order.</summary>
    public IReadOnlyList<EntityWrite> Writes => writes;

    /// <summary>Messages that await sending once this is committed.</summary>
    public IReadOnlyList<OutboxRow> Messages => messages;

    /// <summary>Rows that are deleted with it.</summary>
    public IReadOnlyList<(string Partition, string Key)> Sent => sent;

    /// <summary>All operations, in the order in which the service's answer counts them.</summary>
    public IReadOnlyList<TableTransactionAction> Actions { get; } =
    [
        .. writes.SelectMany(static write => write.Actions),
        .. OutboxRows.Write(messages).Select(static row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)),
        .. sent.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, row.Key), ETag.All)),
    ];

    /// <summary>The entity of an operation; null where it is none's.</summary>
    public (EntityWrite Write, int Action)? EntityOf(int action)
    {
        foreach (var write in writes)
        {
            if (action < write.Actions.Count)
            {
                return (write, action);
            }

            action -= write.Actions.Count;
        }

        return null;
    }

    /// <summary>Leaves a sent row out that somebody else has deleted.</summary>
    public void Forget(int action) => sent.RemoveAt(action - (Actions.Count - sent.Count));
}
