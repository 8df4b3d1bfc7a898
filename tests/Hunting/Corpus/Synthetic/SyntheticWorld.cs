using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Tests.Hunting.Corpus.Synthetic;

/// <summary>The four tables with made-up rows, and doubles for what queries take from outside. The same at every start.</summary>
internal static class SyntheticWorld
{
    private const int Devices = 60;
    private const int Connections = 4000;
    private const int NodeCount = 280;
    private const int EdgeCount = 900;

    /// <summary>When it is.</summary>
    public static DateTime Now { get; } = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>The tables alone.</summary>
    public static HuntingSources Tables { get; } = Build();

    /// <summary>The tables, and what queries take from outside.</summary>
    public static HuntingSources WithDoubles { get; } = Tables with { Functions = KnownFunctions.All, ExternalData = [new MadeUpFeeds()], Locations = new MadeUpLocations() };

    private static HuntingSources Build()
    {
        var draw = new Draw(17);
        (string Id, string Name)[] devices = [.. Enumerable.Range(0, Devices).Select(i => (draw.Hex(40), $"{(i % 3 == 0 ? "srv" : "pc")}-{i:00}.contoso.com"))];
        var nodes = SyntheticGraph.Nodes(draw, devices, NodeCount);
        return new(
            [
                Table(DeviceInfoTable.Name, DeviceInfoTable.Schema, SyntheticDevices.Rows(draw, Now, devices)),
                Table(DeviceNetworkEventsTable.Name, DeviceNetworkEventsTable.Schema, SyntheticConnections.Rows(draw, Now, devices, Connections)),
                Table(ExposureGraphTables.Nodes, ExposureGraphTables.NodesSchema, nodes),
                Table(ExposureGraphTables.Edges, ExposureGraphTables.EdgesSchema, SyntheticGraph.Edges(draw, nodes, EdgeCount)),
            ],
            []);
    }

    private static MemoryTable Table(string name, Schema schema, IReadOnlyList<Dictionary<string, object?>> rows)
        => new(name, schema, new Batch(schema.Columns.Select(c => Columns.Of(c.Type, [.. rows.Select(row => row.GetValueOrDefault(c.Name) ?? (c.Type is ScalarType.String ? "" : null))])), rows.Count));
}
