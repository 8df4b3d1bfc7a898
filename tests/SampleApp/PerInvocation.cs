namespace ExposurePipeline.Tests.SampleApp;

public sealed class PerInvocation : IDisposable
{
    public static int Alive => alive;

    private static int alive;

    public PerInvocation() => Interlocked.Increment(ref alive);

    public void Dispose() => Interlocked.Decrement(ref alive);
}
