namespace ExposurePipeline.Benchmarks.Hunting;

/// <summary>What a query took, in milliseconds.</summary>
/// <param name="Wall">Time that passed.</param>
/// <param name="Processor">Processor time of all its threads: on a busy machine what it would be on a quiet one.</param>
internal readonly record struct Spent(double Wall, double Processor)
{
    /// <summary>The middle of each.</summary>
    public static Spent Median(IEnumerable<Spent> rounds) => rounds.ToArray() is var all ? new(Statistics.Median(all.Select(static s => s.Wall)), Statistics.Median(all.Select(static s => s.Processor))) : default;

    /// <summary>Both together.</summary>
    public Spent Plus(Spent other) => new(Wall + other.Wall, Processor + other.Processor);

    /// <summary>How many times as much as another.</summary>
    public Spent Over(Spent other) => new(Wall / other.Wall, Processor / other.Processor);

    /// <inheritdoc/>
    public override string ToString() => $"{Wall,9:N1} ms ({Processor,9:N1})";
}
