using System.Text.Json;
using System.Text.Json.Serialization;
using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Messages;

/// <summary>JSON of verdicts: camel case, names for enumerations, unknown members left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(JsonStringEnumConverter<VerdictStatus>), typeof(JsonStringEnumConverter<Width>), typeof(JsonStringEnumConverter<PublicAccess>), typeof(JsonStringEnumConverter<EntranceKind>),
        typeof(JsonStringEnumConverter<Family>), typeof(JsonStringEnumConverter<Cloud>), typeof(JsonStringEnumConverter<ChangeKind>), typeof(JsonStringEnumConverter<ExposureVerdict>),
        typeof(JsonStringEnumConverter<Reason>), typeof(JsonStringEnumConverter<Transport>), typeof(JsonStringEnumConverter<Attribution>), typeof(JsonStringEnumConverter<CauseKind>), typeof(JsonStringEnumConverter<ConfiguredStatus>)])]
[JsonSerializable(typeof(VerdictView))]
[JsonSerializable(typeof(CloudResource))]
[JsonSerializable(typeof(CloudResourceDetail))]
[JsonSerializable(typeof(ExposureSummary))]
[JsonSerializable(typeof(SupposedOutcome))]
[JsonSerializable(typeof(ResourcePaths))]
public sealed partial class ReachabilityJson : JsonSerializerContext
{
    /// <summary>Escapes no more than JSON demands.</summary>
    public static ReachabilityJson Relaxed => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = BoundedText.Encoder });
}
