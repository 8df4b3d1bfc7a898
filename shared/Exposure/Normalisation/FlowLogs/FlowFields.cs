namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>Splits a line of values without allocating.</summary>
internal static class FlowFields
{
    /// <summary>Fills in where the values lie, as many as there is room for; returns how many there are room for.</summary>
    /// <param name="line">The line.</param>
    /// <param name="separator">A comma parts every value, even empty ones; a run of blanks counts as one.</param>
    /// <param name="ranges">Room for the values.</param>
    public static int Split(ReadOnlySpan<byte> line, byte separator, Span<Range> ranges)
    {
        var count = 0;
        foreach (var range in line.Split(separator))
        {
            if (count == ranges.Length)
            {
                break;
            }

            if (separator == ',' || !line[range].IsEmpty)
            {
                ranges[count++] = range;
            }
        }

        return count;
    }
}
