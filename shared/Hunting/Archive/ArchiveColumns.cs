using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive;

/// <summary>The columns of a segment: those of the table, and where each row came from.</summary>
internal static class ArchiveColumns
{
    public const string Timestamp = "Timestamp";
    public const string Device = "DeviceId";
    public const string Partition = "$Partition";
    public const string Sequence = "$Sequence";

    public static Schema Schema { get; } = new([.. DeviceNetworkEventsTable.Stored.Columns, new(Partition, ScalarType.String), new(Sequence, ScalarType.Long)]);

    /// <summary>The columns of a batch: those that queries see, then when rows were accepted.</summary>
    public static Schema Shown { get; } = new([.. DeviceNetworkEventsTable.Schema.Columns, new(DeviceNetworkEventsTable.IngestionTime, ScalarType.DateTime)]);

    /// <summary>The rows of a batch with where they came from.</summary>
    public static Batch With(Batch rows, string partition, IReadOnlyList<long> sequences)
        => rows.With([Columns.Constant(ScalarType.String, partition, rows.Length), new Column<long>([.. sequences])]);

    /// <summary>The stored column that a query's column shows.</summary>
    public static string Stored(string shown) => shown == "TimeGenerated" ? Timestamp : shown;
}
