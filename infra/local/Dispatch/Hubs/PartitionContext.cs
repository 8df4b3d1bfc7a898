using System.Globalization;
using System.Text.Json;

namespace ExposurePipeline.Local.Dispatch.Hubs;

/// <summary>Where a batch comes from, an inline object of the metadata.</summary>
/// <param name="Namespace">Host name of the namespace.</param>
/// <param name="Hub">Hub name.</param>
/// <param name="ConsumerGroup">The app's consumer group.</param>
/// <param name="Partition">Partition number.</param>
/// <param name="Checkpoints">Whether a checkpoint follows this batch.</param>
public sealed record PartitionContext(string Namespace, string Hub, string ConsumerGroup, int Partition, bool Checkpoints)
{
    internal void WriteTo(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        json.WriteStartObject(name);
        json.WriteBoolean("IsCheckpointingAfterInvocation"u8, Checkpoints);
        json.WriteString("FullyQualifiedNamespace"u8, Namespace);
        json.WriteString("EventHubName"u8, Hub);
        json.WriteString("ConsumerGroup"u8, ConsumerGroup);
        json.WriteString("PartitionId"u8, Partition.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
