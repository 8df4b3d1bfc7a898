using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Tests.Functions.Flow;

/// <summary>An invocation as the worker describes it, with the metadata of a batch.</summary>
internal sealed class Invocation(string function, IReadOnlyDictionary<string, object?> data) : FunctionContext
{
    public override string InvocationId => "invocation";

    public override string FunctionId => function;

    public override TraceContext TraceContext => throw new NotSupportedException();

    public override BindingContext BindingContext { get; } = new Binding(data);

    public override RetryContext RetryContext => throw new NotSupportedException();

    public override IServiceProvider InstanceServices { get; set; } = null!;

    public override FunctionDefinition FunctionDefinition { get; } = new Definition(function);

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features => throw new NotSupportedException();

    /// <summary>A batch whose events are numbered from <paramref name="first"/> on in partition 3.</summary>
    public static Invocation Of(string function, string hub, int count, DateTimeOffset enqueued, long first = 100, IReadOnlyList<Dictionary<string, object>>? properties = null) => new(function, new Dictionary<string, object?>
    {
        ["SequenceNumberArray"] = JsonSerializer.Serialize(Enumerable.Range(0, count).Select(n => first + n)),
        ["EnqueuedTimeUtcArray"] = JsonSerializer.Serialize(Enumerable.Repeat(enqueued.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff", null), count)),
        ["PropertiesArray"] = JsonSerializer.Serialize(properties ?? [.. Enumerable.Range(0, count).Select(static _ => new Dictionary<string, object>())]),
        ["TriggerPartitionContext"] = JsonSerializer.Serialize(new { EventHubName = hub, PartitionId = "3", ConsumerGroup = "$Default" }),
    });

    private sealed class Binding(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class Definition(string name) : FunctionDefinition
    {
        public override ImmutableArray<FunctionParameter> Parameters => [];

        public override string PathToAssembly => "";

        public override string EntryPoint => "";

        public override string Id => name;

        public override string Name => name;

        public override IImmutableDictionary<string, BindingMetadata> InputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;

        public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;
    }
}
