namespace ExposurePipeline.Tests.Hunting.Corpus.Synthetic;

/// <summary>A clock that always shows one time; what is measured with it goes on.</summary>
internal sealed class FixedTime(DateTime now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
