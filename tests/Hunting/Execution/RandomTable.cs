using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Tests.Hunting.Execution;

/// <summary>A table of drawn rows in batches, of lazy columns; it may leave out rows that fail a filter.</summary>
internal sealed class RandomTable : IHuntingTable
{
    private static readonly string[] Words = ["", "a", "A", "b.c", "C-b", "TaniumClient.exe /x", "x taniumclient", "ä b"];
    private readonly List<object?[][]> batches = [];

    public RandomTable(string name, Random random)
    {
        Name = name;
        for (var batch = random.Next(12); batch > 0; batch--)
        {
            batches.Add([.. Enumerable.Range(0, 1 + random.Next(40)).Select(_ => Row(random))]);
        }
    }

    public string Name { get; }

    public Schema Schema { get; } = new(
    [
        new("At", ScalarType.DateTime), new("Text", ScalarType.String), new("Port", ScalarType.Int), new("Id", ScalarType.Long), new("Share", ScalarType.Real), new("Is", ScalarType.Bool),
    ]);

    /// <summary>Whether rows that fail a filter are left out.</summary>
    public bool LeavesOut { get; set; }

    public IEnumerable<Batch> Read(TableScan scan)
        => batches.Select(batch => batch.Where(row => !LeavesOut || scan.Filters.All(f => Holds(f, row[f.Column]))).ToArray()).Where(rows => rows.Length > 0).Select(Batch);

    private Batch Batch(object?[][] rows)
        => ExposurePipeline.Hunting.Values.Batch.Lazy(Schema.Columns.Select((c, i) => (LazyColumn)new Drawn(c.Type, [.. rows.Select(row => row[i])])), rows.Length);

    private static object?[] Row(Random random) =>
    [
        random.Next(5) == 0 ? null : new DateTime(2026, 1, 1).AddHours(random.Next(100)),
        Words[random.Next(Words.Length)],
        random.Next(6) == 0 ? null : random.Next(8),
        random.Next(6) == 0 ? null : (long)random.Next(20),
        random.Next(8) switch { 0 => null, 1 => double.NaN, 2 => -0.0, 3 => 0.0, _ => random.NextDouble() },
        random.Next(3) switch { 0 => null, 1 => true, _ => false },
    ];

    private static bool Holds(ScanFilter filter, object? value) => filter.Comparison switch
    {
        ScanComparison.OneOf => filter.Values.Contains(value),
        ScanComparison.AtLeast => value is IComparable least && least.CompareTo(filter.Values[0]) >= 0,
        ScanComparison.AtMost => value is IComparable most && most.CompareTo(filter.Values[0]) <= 0,
        _ => Terms((string)value!).Any(term => filter.Values.Contains(term, new AnyCase())),
    };

    private static string[] Terms(string text)
        => new string([.. text.Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Rows share values where the column is of text, as they do in the archive.</summary>
    private sealed class Drawn(ScalarType type, object?[] values) : LazyColumn
    {
        public override Column Read() => Read([.. Enumerable.Range(0, values.Length)]);

        public override Column Read(int[] rows)
        {
            if (type is not ScalarType.String)
            {
                return Columns.Of(type, [.. rows.Select(row => values[row])]);
            }

            var texts = values.Cast<string>().Distinct().Order(StringComparer.Ordinal).ToArray();
            return new Column<string>(texts, default, [.. rows.Select(row => Array.IndexOf(texts, (string)values[row]!))], rows.Length);
        }
    }

    private sealed class AnyCase : IEqualityComparer<object>
    {
        bool IEqualityComparer<object>.Equals(object? x, object? y) => string.Equals((string?)x, (string?)y, StringComparison.OrdinalIgnoreCase);

        int IEqualityComparer<object>.GetHashCode(object obj) => StringComparer.OrdinalIgnoreCase.GetHashCode((string)obj);
    }
}
