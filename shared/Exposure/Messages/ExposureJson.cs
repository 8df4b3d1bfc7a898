using System.Text.Json;
using System.Text.Json.Serialization;
using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>JSON of everything that leaves the pipeline: camel case, names for enumerations, unknown members left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(JsonStringEnumConverter<Reason>), typeof(JsonStringEnumConverter<Transport>), typeof(JsonStringEnumConverter<Attribution>), typeof(JsonStringEnumConverter<TagChangeKind>), typeof(JsonStringEnumConverter<RemovalCause>),
        typeof(JsonStringEnumConverter<CauseKind>), typeof(JsonStringEnumConverter<ExposureState>), typeof(JsonStringEnumConverter<StepKind>), typeof(JsonStringEnumConverter<RecommendationChangeKind>),
        typeof(JsonStringEnumConverter<Unattributed>), typeof(JsonStringEnumConverter<ExposureVerdict>), typeof(JsonStringEnumConverter<ConfiguredStatus>), typeof(JsonStringEnumConverter<ConfiguredWidth>)])]
[JsonSerializable(typeof(Machine))]
[JsonSerializable(typeof(IReadOnlyList<Machine>))]
[JsonSerializable(typeof(Summary))]
[JsonSerializable(typeof(TagChangeEvent))]
[JsonSerializable(typeof(RecommendationEvent))]
[JsonSerializable(typeof(TimelineEntry))]
[JsonSerializable(typeof(IReadOnlyList<TimelineEntry>))]
[JsonSerializable(typeof(Timeline))]
[JsonSerializable(typeof(IReadOnlyList<FindingView>))]
[JsonSerializable(typeof(InaccuracyReportView))]
[JsonSerializable(typeof(InaccuracyReportList))]
public sealed partial class ExposureJson : JsonSerializerContext
{
    /// <summary>Escapes no more than JSON demands: the bodies are JSON documents, never part of HTML.</summary>
    public static ExposureJson Relaxed => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = State.BoundedText.Encoder });
}
