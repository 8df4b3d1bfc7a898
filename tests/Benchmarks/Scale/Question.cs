using System.Diagnostics;

namespace ExposurePipeline.Benchmarks.Scale;

/// <summary>What people ask of the inventory.</summary>
/// <param name="Name">As the table names it.</param>
/// <param name="Query">Query options of the list of machines; null for the counter.</param>
internal sealed record Question(string Name, string? Query)
{
    /// <summary>Those that the index answers, however large the fleet.</summary>
    public static IReadOnlyList<Question> OfIndex { get; } =
    [
        new("page: 100 newest internet-facing", "$filter=isInternetFacing eq true&$orderby=internetFacingSince desc&$top=100"),
        new("counter", null),
        new("filter: internet-facing on port 3389", "$filter=isInternetFacing eq true and internetFacingPorts/any(p: p eq 3389)&$top=100"),
        new("filter: by cause", "$filter=internetFacingCauses/any(c: c eq 'Unexpected')&$top=100"),
    ];

    /// <summary>One that every device has to be read for.</summary>
    public static Question OfFleet { get; } = new("filter: Linux, not internet-facing", "$filter=osPlatform eq 'Linux' and isInternetFacing eq false&$top=100");

    private const int Most = 100;
    private const int Least = 3;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(15);

    /// <summary>Asks again and again, at most 100 times or 15 seconds; the compiler's round is not counted.</summary>
    /// <param name="api">Answers.</param>
    /// <param name="requests">What the storage service was asked so far.</param>
    public async Task<Times> TimeAsync(MachinesApi api, Func<(long Transactions, long Others)> requests)
    {
        var before = requests().Others;
        await api.AskAsync(Query);
        var asked = requests().Others - before;
        var (milliseconds, started) = (new List<double>(), Stopwatch.GetTimestamp());
        while (milliseconds.Count < Least || (milliseconds.Count < Most && Stopwatch.GetElapsedTime(started) < Enough))
        {
            var began = Stopwatch.GetTimestamp();
            await api.AskAsync(Query);
            milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return new(this, milliseconds, asked);
    }
}

/// <summary>How long the answers took.</summary>
/// <param name="Question">What was asked.</param>
/// <param name="Milliseconds">Each time.</param>
/// <param name="Requests">What one answer asked of the storage service.</param>
internal sealed record Times(Question Question, IReadOnlyList<double> Milliseconds, long Requests)
{
    public double Median => Statistics.Median(Milliseconds);

    public double P99 => Statistics.Percentile(Milliseconds, 99);
}
