using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Osquery;

/// <summary>What a logger's entry says of all its rows; everything is missing where rows come without one, as from <c>osqueryi --json</c>.</summary>
/// <param name="Device">The host.</param>
/// <param name="Stamp">As written; null where missing.</param>
/// <param name="Action">As written; null where missing.</param>
internal sealed record OsqueryEntry(DeviceId? Device, string? Stamp, string? Action)
{
    /// <summary>Rows without an entry.</summary>
    public static OsqueryEntry None { get; } = new(null, null, null);
}

/// <summary>One row of a query's result.</summary>
/// <param name="Start">Where its record begins in the body: the entry that has this row alone, else the row.</param>
/// <param name="Length">The record's length in bytes.</param>
/// <param name="Columns">Where the row's columns lie in the body.</param>
/// <param name="Entry">What is said of it.</param>
internal readonly record struct OsqueryRow(int Start, int Length, Range Columns, OsqueryEntry Entry);
