using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Tests.Hunting.Corpus.Synthetic;

/// <summary>Answers every address of <c>externaldata</c> with rows made up by the names of the columns, some of which the tables hold too.</summary>
internal sealed class MadeUpFeeds : IExternalData
{
    private const int Rows = 40;

    public IEnumerable<Batch>? Find(string address, Schema columns, IReadOnlyDictionary<string, string> properties)
    {
        var draw = new Draw(5);
        return [new Batch(columns.Columns.Select(c => Columns.Of(c.Type, [.. Enumerable.Range(0, Rows).Select(row => Value(c, address, row, draw))])), Rows)];
    }

    private static object? Value(ColumnSchema column, string address, int row, Draw draw) => column.Type switch
    {
        ScalarType.String => Text($"{column.Name} {address}".ToUpperInvariant(), row, draw),
        ScalarType.Int => row,
        ScalarType.Long => (long)row,
        ScalarType.Real => row / 2.0,
        ScalarType.Bool => row % 2 == 0,
        ScalarType.DateTime => SyntheticWorld.Now.AddHours(-row),
        ScalarType.Dynamic => JsonValue.Of(new { id = row, name = Vocabulary.Hosts[row % Vocabulary.Hosts.Length] }),
        _ => null,
    };

    private static string Text(string about, int row, Draw draw)
        => about.Contains("DOMAIN", StringComparison.Ordinal) || about.Contains("URL", StringComparison.Ordinal) ? Vocabulary.Hosts[row % Vocabulary.Hosts.Length]
            : about.Contains("CIDR", StringComparison.Ordinal) || about.Contains("RANGE", StringComparison.Ordinal) || about.Contains("NETWORK", StringComparison.Ordinal) ? $"20.{row % 4}.0.0/16"
            : about.Contains("HASH", StringComparison.Ordinal) || about.Contains("SHA", StringComparison.Ordinal) ? draw.Hex(64)
            : draw.PublicAddress();
}
