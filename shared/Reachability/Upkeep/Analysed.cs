namespace ExposurePipeline.Reachability.Upkeep;

/// <summary>What an analysis did.</summary>
/// <param name="Judged">Resources whose verdicts were looked at.</param>
/// <param name="Written">Verdicts that became different, and were told.</param>
/// <param name="Ages">For each changed resource, from its event's acceptance by the hub until its verdicts were kept.</param>
public sealed record Analysed(int Judged, int Written, IReadOnlyList<TimeSpan> Ages)
{
    /// <summary>Nothing.</summary>
    public static Analysed Nothing { get; } = new(0, 0, []);

    /// <summary>Both.</summary>
    public static Analysed operator +(Analysed left, Analysed right) =>
        new(left.Judged + right.Judged, left.Written + right.Written, [.. left.Ages, .. right.Ages]);
}
