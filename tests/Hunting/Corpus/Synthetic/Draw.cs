using System.Globalization;

namespace ExposurePipeline.Tests.Hunting.Corpus.Synthetic;

/// <summary>Draws made-up values; the same each time for the same seed.</summary>
internal sealed class Draw(int seed)
{
    private readonly Random random = new(seed);

    public int Below(int limit) => random.Next(limit);

    public bool Chance(int percent) => random.Next(100) < percent;

    public T Of<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];

    public string Hex(int digits) => string.Concat(Enumerable.Range(0, digits).Select(_ => "0123456789abcdef"[random.Next(16)]));

    public TimeSpan Within(TimeSpan span) => new(random.NextInt64(span.Ticks));

    public string PrivateAddress() => Text($"10.{Below(3)}.{Below(4)}.{1 + Below(250)}");

    /// <summary>From few networks, so that the same addresses come again.</summary>
    public string PublicAddress() => Text($"{Of([20, 52, 81, 185, 203])}.{Below(4)}.{Below(4)}.{1 + Below(20)}");

    public string Ipv6Address() => Text($"2a01:111:f100:{Below(4)}::{1 + Below(99):x}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
