using System.Text.Json.Serialization;

namespace ExposurePipeline.Local.Dispatch.Timers;

/// <summary>When a timer ran and should run, as the Functions host keeps it per function.</summary>
/// <param name="Last">Last run.</param>
/// <param name="Next">The run that was due next at that time.</param>
/// <param name="LastUpdated">When this was written.</param>
public sealed record TimerStatus(DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset LastUpdated);

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(Dictionary<string, TimerStatus>))]
internal sealed partial class TimerStatusJson : JsonSerializerContext;
