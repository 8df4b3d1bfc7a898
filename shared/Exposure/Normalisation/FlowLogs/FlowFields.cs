using ExposurePipeline.Exposure.Normalisation.Text;

namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>Splits a line of values.</summary>
internal static class FlowFields
{
    /// <summary>Fills in where the values lie, as many as there is room for; returns how many there are room for.</summary>
    /// <param name="line">The line.</param>
    /// <param name="separator">A comma parts every value, even empty ones; a run of blanks counts as one.</param>
    /// <param name="ranges">Room for the values.</param>
    public static int Split(ReadOnlySpan<byte> line, byte separator, Span<Range> ranges) =>
        Math.Min(ranges.Length, LineFields.Split(line, separator, ranges, keepsEmpty: separator == ','));
}
