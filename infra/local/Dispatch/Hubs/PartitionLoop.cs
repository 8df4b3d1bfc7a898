using System.Buffers;
using ExposurePipeline.Local.Broker;
using ExposurePipeline.Local.Dispatch.Handler;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Local.Dispatch.Hubs;

/// <summary>
/// Feeds one partition to its function, one invocation at a time. The checkpoint moves on after success and, as in the Functions host, also
/// when the retries of a failing batch are used up.
/// </summary>
/// <param name="subscription">Function and hub.</param>
/// <param name="partition">Partition number.</param>
/// <param name="log">The hubs.</param>
/// <param name="invoker">Runs an invocation with its retries.</param>
/// <param name="logger">Receives batches that were passed over.</param>
public sealed partial class PartitionLoop(HubSubscription subscription, int partition, IHubLog log, Invoker invoker, ILogger logger)
{
    /// <summary>A checkpoint that its frequency held back is written when the partition was idle for this long.</summary>
    public static readonly TimeSpan IdleCheckpoint = TimeSpan.FromSeconds(600);

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly PartitionReader _reader = new(log, subscription.Hub, partition, subscription.MaxEvents);
    private long _next;
    private long _checkpoint;
    private int _batches;

    /// <summary>Hub name.</summary>
    public string Hub => subscription.Hub;

    /// <summary>Consumer group: each reads a hub at a pace of its own.</summary>
    public string ConsumerGroup => subscription.ConsumerGroup;

    /// <summary>Partition number.</summary>
    public int Partition => partition;

    /// <summary>The sequence number below which every event has its outcome.</summary>
    public long Next => Volatile.Read(ref _next);

    /// <summary>Runs until the host stops; then writes the checkpoint that is due.</summary>
    /// <exception cref="SetupException">The handler is down for good.</exception>
    public async Task RunAsync(CancellationToken stopping)
    {
        _checkpoint = await log.GetCheckpointAsync(subscription.Hub, subscription.ConsumerGroup, partition, stopping);
        Volatile.Write(ref _next, _checkpoint);
        try
        {
            while (true)
                await StepAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await CheckpointAsync();
        }
    }

    private async Task StepAsync(CancellationToken stopping)
    {
        var batch = await NextBatchAsync(stopping);
        var checkpoints = (_batches + 1) % subscription.CheckpointEvery == 0;
        var context = new PartitionContext(subscription.Namespace, subscription.Hub, subscription.ConsumerGroup, partition, checkpoints);
        var payload = new EventHubPayload(subscription.Function.Trigger!.Name, context, batch);
        if (!await invoker.RunAsync(subscription.Function, payload, _buffer, stopping))
            Log.PassedOver(logger, subscription.Function.Name, subscription.Hub, partition, batch[0].SequenceNumber, batch[^1].SequenceNumber);
        _batches++;
        Volatile.Write(ref _next, batch[^1].SequenceNumber + 1);
        if (checkpoints)
            await CheckpointAsync();
    }

    private async Task<IReadOnlyList<HubEvent>> NextBatchAsync(CancellationToken stopping)
    {
        var next = _reader.NextAsync(_next, stopping);
        if (_checkpoint == _next)
            return await next;
        try
        {
            return await next.WaitAsync(IdleCheckpoint, stopping);
        }
        catch (TimeoutException)
        {
            await CheckpointAsync();
            return await next;
        }
    }

    private async Task CheckpointAsync()
    {
        if (_checkpoint == _next)
            return;
        // Not cancellable: the last one is written while the host stops.
        await log.SetCheckpointAsync(subscription.Hub, subscription.ConsumerGroup, partition, _next, CancellationToken.None);
        _checkpoint = _next;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: retries used up; events {First} to {Last} of {Hub}/{Partition} are passed over.")]
        public static partial void PassedOver(ILogger logger, string function, string hub, int partition, long first, long last);
    }
}
