using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Places messages in transactions and deletes the rows of those that were sent.</summary>
internal sealed class Outbox(StoreTable exposure, TransactionGate gate) : IAsyncDisposable
{
    private readonly OutboxSequence sequence = new();
    private readonly SentRows sent = new();
    private readonly CancellationTokenSource stopping = new();
    private Task deleting = Task.CompletedTask;

    /// <summary>Puts together what is committed at once.</summary>
    public ChangePack Pack(IReadOnlyList<EntityWrite> writes)
    {
        var partition = writes[0].Partition;
        var messages = OutboxRows.Place(writes.SelectMany(static write => write.Change.Outbox), partition, sequence);
        var free = TransactionPacks.MaxOperations - writes.Sum(static write => write.Actions.Count) - messages.Select(static message => message.Key.Split('/')[0]).Distinct().Count();
        return new(partition, writes, messages, sent.Take(partition, free));
    }

    /// <summary>Rows whose deletion did not happen.</summary>
    public void Return(IReadOnlyList<(string Partition, string Key)> rows)
    {
        sent.Return(rows);
        Delete();
    }

    /// <summary>Whether a message is yet to be sent, as far as this instance knows.</summary>
    public bool IsOpen(TableEntity row) => !sent.Contains(row.PartitionKey, row.RowKey);

    /// <summary>Forgets messages that were sent: whole rows soon, some messages of a row at once.</summary>
    public async Task RemoveAsync(IEnumerable<OutboxRow> messages, CancellationToken cancellation)
    {
        foreach (var row in OutboxRows.ByRow(messages))
        {
            if (row.IsAll)
            {
                sent.Add(row.Partition, row.Key);
            }
            else
            {
                await PartlySent.RemoveAsync(await exposure.OpenAsync(), (row.Partition, row.Key), row.Messages, cancellation);
            }
        }

        Delete();
    }

    /// <summary>Deletes at once what was sent.</summary>
    public Task FlushAsync(CancellationToken cancellation) => DeleteAsync(TimeSpan.Zero, cancellation);

    /// <summary>Stops; what is left is sent once more by the next sweep.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await deleting;
        stopping.Dispose();
    }

    private void Delete()
    {
        lock (stopping)
        {
            if (deleting.IsCompleted && !sent.IsEmpty && !stopping.IsCancellationRequested)
            {
                deleting = Task.Run(() => DeleteInTimeAsync(stopping.Token));
            }
        }
    }

    // Ends when nothing waits. A fault is storage's, which whoever reads or writes meets too: the rows wait for the next round.
    private async Task DeleteInTimeAsync(CancellationToken cancellation)
    {
        while (!sent.IsEmpty && !cancellation.IsCancellationRequested)
        {
            await Task.Delay(SentRows.Patience / 2, cancellation).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            try
            {
                await DeleteAsync(SentRows.Patience, cancellation);
            }
            catch (Exception fault) when (fault is RequestFailedException or AggregateException or OperationCanceledException) // of several tries, all faults
            {
                continue;
            }
        }
    }

    private async Task DeleteAsync(TimeSpan waited, CancellationToken cancellation)
    {
        var rows = sent.Take(waited);
        try
        {
            await RowRemoval.RunAsync(await exposure.OpenAsync(), gate, rows, cancellation);
        }
        catch
        {
            sent.Return(rows);
            throw;
        }
    }
}
