using System.Text.Json;
using Azure.Data.Tables;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Reads a row that this app wrote; one that was damaged since is told by its keys, so that an operator finds it.</summary>
internal static class SoundRow
{
    /// <exception cref="InvalidDataException">The row cannot be read.</exception>
    public static T Read<T>(TableEntity row, Func<TableEntity, T> read)
    {
        try
        {
            return read(row);
        }
        catch (Exception fault) when (fault is FormatException or JsonException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException($"Row {row.RowKey} of partition {row.PartitionKey} cannot be read: {fault.Message}", fault);
        }
    }
}
