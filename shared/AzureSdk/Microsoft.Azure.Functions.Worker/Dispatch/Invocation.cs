using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Payload;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>One invocation. What it lends (events, metadata, services) is taken back when the function has returned.</summary>
internal sealed class Invocation(Call call, CancellationToken deadline) : FunctionContext
{
    /// <summary>The host's payload; <see langword="null"/> where the host forwarded a request.</summary>
    public Envelope? Envelope { get; init; }

    /// <summary>The request; <see langword="null"/> unless a request started the function.</summary>
    public HttpContext? Http { get; init; }

    /// <summary>What the host says about a timer's run.</summary>
    public TimerInfo? Timer { get; init; }

    public override string InvocationId => call.Id;

    public override string FunctionId => call.Function.Name;

    public override TraceContext TraceContext => call.Trace;

    public override BindingContext BindingContext => field ??= new HostBindingContext(Envelope, Http);

    public override RetryContext RetryContext => field ??= HostRetryContext.From(BindingContext.BindingData);

    public override required IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition => call.Function.Definition;

    public override IDictionary<object, object> Items { get => field ??= new Dictionary<object, object>(); set; }

    public override IInvocationFeatures Features => field ??= new InvocationFeatures();

    public override CancellationToken CancellationToken => deadline;
}
