namespace ExposurePipeline.Benchmarks.Scale;

/// <summary>One column of the table.</summary>
/// <param name="Store">Where the fleet was kept.</param>
/// <param name="IsRemote">Whether the store is a service of its own: then requests are counted, and memory says nothing.</param>
/// <param name="Fleet">The fleet.</param>
/// <param name="Run">What was measured.</param>
internal sealed record ScaleColumn(string Store, bool IsRemote, Fleet Fleet, FleetRun Run);

/// <summary>The results as a Markdown table, one column a store.</summary>
internal static class ScaleTable
{
    public static void Print(params ScaleColumn[] columns)
    {
        Row("", columns, c => $"{c.Fleet.Devices:N0} devices, {c.Store}");
        Row("---", columns, _ => "---:");
        Row("internet-facing devices; records", columns, c => $"{c.Run.Facing.Count:N0}; {c.Run.New.Records:N0}");
        Print("all new", columns, r => r.New);
        Print("the same again", columns, r => r.Again);
        Row("bytes of state per device: p50, p99, max", columns, c => $"{Size(c, 50)}, {Size(c, 99)}, {Size(c, 100)}");
        Row("bytes of memory per device", columns, c => c.IsRemote ? "" : $"{c.Run.HeapBytes / c.Fleet.Devices:N0}");
        for (var i = 0; i < columns[0].Run.Whole.Count; i++)
        {
            Print(i, columns);
        }

        Console.WriteLine();
    }

    private static void Print(string name, ScaleColumn[] columns, Func<FleetRun, Feeding> read)
    {
        Row($"{name}: seconds; records/s", columns, c => $"{read(c.Run).Seconds:N0}; {read(c.Run).Records / read(c.Run).Seconds:N0}");
        Row($"{name}, per 1,000 records: decisions; entities written", columns, c => $"{PerThousand(read(c.Run), f => f.Loaded)}; {PerThousand(read(c.Run), f => f.Saved)}");
        Row($"{name}, per 1,000 records: table transactions; other table requests", columns, c =>
            c.IsRemote ? $"{PerThousand(read(c.Run), f => f.Transactions)}; {PerThousand(read(c.Run), f => f.Others)}" : "");
        Row($"{name}, per decision: microseconds; bytes allocated", columns, c => $"{read(c.Run).Seconds * 1e6 / read(c.Run).Loaded:F1}; {read(c.Run).Allocated / read(c.Run).Loaded:N0}");
    }

    private static void Print(int question, ScaleColumn[] columns)
    {
        var name = columns[0].Run.Whole[question].Question.Name;
        Row($"{name}: milliseconds p50, p99 (times)", columns, c => $"{c.Run.Whole[question].Median:F1}, {c.Run.Whole[question].P99:F1} ({c.Run.Whole[question].Milliseconds.Count})");
        Row($"{name}: p50 with a tenth of the fleet to p50 with all", columns, c => $"{c.Run.Tenth[question].Median / c.Run.Whole[question].Median:F2}");
        Row($"{name}: table requests per answer with a tenth, with all", columns, c => c.IsRemote ? $"{c.Run.Tenth[question].Requests:N0}, {c.Run.Whole[question].Requests:N0}" : "");
    }

    private static string PerThousand(Feeding feeding, Func<Feeding, long> count) => $"{count(feeding) * 1e3 / feeding.Records:F1}";

    private static string Size(ScaleColumn column, double percent) => $"{Statistics.Percentile(column.Run.States, percent):N0}";

    private static void Row(string name, IEnumerable<ScaleColumn> columns, Func<ScaleColumn, string> value) => Console.WriteLine($"| {name} | {string.Join(" | ", columns.Select(value))} |");
}
