using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Hunting.Reference;

/// <summary>Sentinel's watchlists: <c>_GetWatchlist('name')</c> is the file <c>watchlists/name.csv</c> of the reference folder.</summary>
internal sealed class Watchlists(ReferenceFolder folder) : INamedTables
{
    private const string SearchKey = nameof(SearchKey);

    private readonly KeptFile<Watchlist> kept = new(Read);

    public string Function => "_GetWatchlist";

    public IHuntingTable? Find(string name) => folder.Find("watchlists", $"{name}.csv") is { } file ? kept.Get(file) : null;

    // The first column is what a list is searched by, unless a column says so itself.
    private static Watchlist Read(string file)
    {
        using var text = ReferenceFolder.Open(file, ExternalFiles.MostBytes);
        var records = NamedRecords.Of(text);
        var hasKey = records.Columns.Contains(SearchKey);
        var schema = new Schema([.. records.Columns.Select(static name => new ColumnSchema(name, ScalarType.String)), .. hasKey ? Array.Empty<ColumnSchema>() : [new(SearchKey, ScalarType.String)]]);
        var rows = new TextRows(schema);
        foreach (var record in records.Records)
        {
            rows.Add(hasKey ? record : [.. record.Take(records.Columns.Count), record[0]]);
        }

        return new(Path.GetFileNameWithoutExtension(file), schema, rows.Build());
    }

    private sealed record Watchlist(string Name, Schema Schema, Batch Rows) : IHuntingTable
    {
        public IEnumerable<Batch> Read(TableScan scan) => [Rows];
    }
}
