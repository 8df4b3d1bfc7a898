namespace ExposurePipeline.Benchmarks.Scale;

/// <summary>A clock that stands at <see cref="Fleet.Now"/>.</summary>
internal sealed class StillClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => Fleet.Now;
}
