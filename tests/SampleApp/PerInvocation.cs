namespace ExposurePipeline.Tests.SampleApp;

/// <summary>A scoped service: one for each invocation, gone with it.</summary>
public sealed class PerInvocation : IDisposable
{
    private readonly Seen seen;

    public PerInvocation(Seen seen)
    {
        this.seen = seen;
        seen.Begin();
    }

    public void Dispose() => seen.End();
}
