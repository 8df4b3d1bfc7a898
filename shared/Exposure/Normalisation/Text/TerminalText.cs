namespace ExposurePipeline.Exposure.Normalisation.Text;

/// <summary>Text that was written for a terminal.</summary>
internal static class TerminalText
{
    /// <summary>Longest line from which colours are removed, in bytes; a list of all 65535 ports is longer and has none.</summary>
    public const int MaxLine = 4096;

    private const byte Escape = 0x1b;

    /// <summary>A line without control sequences (ECMA-48 CSI: escape, bracket, parameters, one letter).</summary>
    /// <param name="line">The line.</param>
    /// <param name="room">Room for <see cref="MaxLine"/> bytes.</param>
    public static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> line, Span<byte> room)
    {
        if (!line.Contains(Escape) || line.Length > room.Length)
        {
            return line;
        }

        var length = 0;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == Escape && at + 1 < line.Length && line[at + 1] == '[')
            {
                at += 2;
                while (at < line.Length && line[at] is < (byte)'@' or > (byte)'~')
                {
                    at++;
                }
            }
            else
            {
                room[length++] = line[at];
            }
        }

        return room[..length];
    }
}
