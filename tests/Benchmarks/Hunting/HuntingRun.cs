using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Benchmarks.Hunting;

/// <summary>Asks the engine.</summary>
internal sealed class HuntingRun(IHuntingTable table, DateTimeOffset now, int workers)
{
    private readonly HuntingSources sources = new([table], []);
    private readonly HuntingOptions options = new(new Still(now), MaxRows: int.MaxValue, MaxBytes: 8L << 30) { Workers = workers };

    /// <summary>How long a query takes until every value of its result can be read.</summary>
    public Spent Time(HuntingQuestion question)
    {
        var (started, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        foreach (var batch in Rows(question).Batches)
        {
            for (var column = 0; column < batch.Width; column++)
            {
                _ = batch[column];
            }
        }

        return new(Stopwatch.GetElapsedTime(started).TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
    }

    /// <summary>What a query answers.</summary>
    public Answered Query(HuntingQuestion question)
    {
        var result = Rows(question);
        var columns = question.Columns.Select(name => result.Schema.IndexOf(name)).ToArray();
        var lines = result.Batches.SelectMany(batch => Enumerable.Range(0, batch.Length).Select(row => string.Join('|', columns.Select(c => Shown(batch[c].Boxed(row)))))).ToArray();
        Array.Sort(lines, StringComparer.Ordinal);
        return new(lines.Length, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)))));
    }

    private HuntingResult Rows(HuntingQuestion question)
        => HuntingEngine.Run(question.Kql, sources, options) is { Result: { } result, Error: var error } ? result : throw new InvalidOperationException(question.Name);

    private static string Shown(object? value) => value switch
    {
        DateTime instant => ((instant.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private sealed class Still(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
