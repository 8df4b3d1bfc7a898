namespace ExposurePipeline.Benchmarks;

/// <summary>One row of percentiles, in milliseconds.</summary>
internal sealed record Latencies(string Name, IReadOnlyList<double> Milliseconds)
{
    public const string Header = "                                                 p50       p90       p99       max     count";

    public string Line => $"{Name,-42} {At(50),9:F1} {At(90),9:F1} {At(99),9:F1} {At(100),9:F1} {Milliseconds.Count,9:N0}";

    /// <summary>How many times as long as another series.</summary>
    public string Ratio(Latencies floor) =>
        $"{"ratio to the floor",-42} {At(50) / floor.At(50),9:F1} {At(90) / floor.At(90),9:F1} {At(99) / floor.At(99),9:F1} {At(100) / floor.At(100),9:F1}";

    private double At(double percent) => Statistics.Percentile(Milliseconds, percent);
}
