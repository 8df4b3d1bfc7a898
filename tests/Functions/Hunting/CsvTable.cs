using ExposurePipeline.Functions.Hunting.Reference;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Tests.Functions.Hunting;

/// <summary>A table of the given name and columns with the rows of a text of comma-separated values, whose first line names its columns.</summary>
internal sealed class CsvTable(string name, Schema schema, string text) : IHuntingTable
{
    public string Name => name;

    public Schema Schema => schema;

    public IEnumerable<Batch> Read(TableScan scan)
    {
        var records = NamedRecords.Of(new StringReader(text));
        int[] places = [.. schema.Columns.Select(column => records.IndexOf(column.Name == "TimeGenerated" ? "Timestamp" : column.Name))];
        var rows = new TextRows(schema);
        foreach (var record in records.Records)
        {
            rows.Add([.. places.Select(place => place < 0 ? null : record[place])]);
        }

        return [rows.Build()];
    }
}
