namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>What an invocation is given, and what is done with its result.</summary>
/// <param name="Create">Makes the invocation from its scope's services and its deadline.</param>
/// <param name="Complete">Uses the function's result while the scope still lives.</param>
/// <param name="Lent">What is taken back once the function has really ended.</param>
internal sealed record Work(Func<IServiceProvider, CancellationToken, Invocation> Create, Func<object?, Task>? Complete = null, IDisposable? Lent = null);
