namespace ExposurePipeline.Tests.Faults.Proxies;

/// <summary>What a proxy does to a request instead of passing it on and back.</summary>
internal abstract record Disturbance
{
    /// <summary>How the ledger calls it.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>Whether it could happen to this request.</summary>
    public virtual bool Fits(Exchange exchange) => true;

    /// <summary>Does it.</summary>
    public abstract Task ActAsync(Exchange exchange);
}

/// <summary>Everything comes later.</summary>
internal sealed record Delayed(TimeSpan By) : Disturbance
{
    public override async Task ActAsync(Exchange exchange)
    {
        await Task.Delay(By);
        await exchange.ReplyAsync(await exchange.ForwardAsync());
    }
}

/// <summary>The connection breaks before the service heard anything.</summary>
internal sealed record Reset : Disturbance
{
    public override Task ActAsync(Exchange exchange)
    {
        exchange.Reset();
        return Task.CompletedTask;
    }
}

/// <summary>The service does it, and its answer never arrives.</summary>
internal sealed record AnswerLost(TimeSpan After) : Disturbance
{
    public override async Task ActAsync(Exchange exchange)
    {
        await exchange.ForwardAsync();
        await Task.Delay(After);
        exchange.Reset();
    }
}

/// <summary>The service does it, and half of its answer arrives.</summary>
internal sealed record AnswerCut : Disturbance
{
    public override async Task ActAsync(Exchange exchange) => await exchange.ReplyHalfAsync(await exchange.ForwardAsync());
}

/// <summary>The service does it, and says so without a body.</summary>
internal sealed record AnswerEmptied : Disturbance
{
    public override async Task ActAsync(Exchange exchange) => await exchange.ReplyAsync(await exchange.ForwardAsync() with { Body = [] });
}

/// <summary>Half of the request arrives.</summary>
internal sealed record RequestCut : Disturbance
{
    public override bool Fits(Exchange exchange) => exchange.IsWrite;

    public override async Task ActAsync(Exchange exchange)
    {
        await exchange.ForwardHalfAsync();
        exchange.Reset();
    }
}

/// <summary>The service answers with an error.</summary>
/// <param name="Error">Its answer.</param>
/// <param name="Done">Whether it did it nevertheless.</param>
internal sealed record Refused(Answer Error, bool Done) : Disturbance
{
    public override string Name => $"Refused{Error.Status}{(Done ? "ButDone" : "")}";

    public override async Task ActAsync(Exchange exchange)
    {
        if (Done)
            await exchange.ForwardAsync();
        await exchange.ReplyAsync(Error);
    }
}

/// <summary>A transaction's condition is refused, though it would hold.</summary>
internal sealed record ConditionRefused : Disturbance
{
    public override bool Fits(Exchange exchange) => exchange.IsTransaction;

    public override Task ActAsync(Exchange exchange) => exchange.ReplyAsync(TableErrors.Transaction(0, 412, "Precondition Failed", "UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied."));
}

/// <summary>The service forgets what it acknowledges: no service may, and the invariants must notice.</summary>
internal sealed record Forgotten : Disturbance
{
    public override bool Fits(Exchange exchange) => exchange.IsWrite;

    public override Task ActAsync(Exchange exchange) => exchange.ReplyAsync(new(201, [], []));
}
