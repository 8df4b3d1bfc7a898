namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>Makes an invocation from its scope's services and its deadline.</summary>
internal delegate Invocation CreateInvocation(IServiceProvider services, CancellationToken deadline);
