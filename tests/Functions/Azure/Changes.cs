using System.Text;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Functions.Azure;

/// <summary>Builds changes of entities.</summary>
internal static class Changes
{
    public static DateTimeOffset Noon { get; } = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static EntityChange Change(EntityId entity, string? version = null, string state = "state") =>
        new(entity, version, Bytes(state), null, false, [], []);

    public static EntityChange Indexed(this EntityChange change, string machine = "{}") =>
        change with { Index = new(change.Entity, Noon.AddHours(48), "v1", Bytes(machine)) };

    public static EntityChange With(this EntityChange change, params OutboxMessage[] messages) => change with { Outbox = messages };

    public static EntityChange With(this EntityChange change, params HistoryEntry[] history) => change with { History = history };

    public static OutboxMessage Message(EntityId subject, string id, DateTimeOffset? created = null) => new(
        id, Channel.TagChanges, subject, Bytes($"body of {id}"), new Dictionary<string, string> { ["change"] = "added" }, created ?? Noon, Noon.AddMilliseconds(-1.2345)) { EventTime = Noon.AddSeconds(-1) };

    public static HistoryEntry Entry(EntityId device, DateTimeOffset at, int key, string kind = "added") =>
        new(device, at, kind, $"{key}", Bytes("{}"));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
