using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Text;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>
/// The text outputs of nmap, of which masscan and naabu write the grepable one: <c>-oG</c> (<c>Host: 192.0.2.1 ()\tPorts: 22/open/tcp//ssh///</c>)
/// and <c>-oN</c> (<c>Nmap scan report for 192.0.2.1</c>, then <c>22/tcp open ssh</c>). Both may stand in one body.
/// </summary>
internal static class NmapText
{
    private static ReadOnlySpan<byte> Report => "Nmap scan report for "u8;

    /// <summary>Whether the first line begins such an output.</summary>
    /// <param name="head">The head.</param>
    /// <param name="tool">Who wrote it, as its header spells it.</param>
    public static bool Recognises(ReadOnlySpan<byte> head, string tool)
    {
        var lines = new TextLines(head);
        if (!lines.MoveNext())
        {
            return false;
        }

        return lines.Current.StartsWith(Encoding.ASCII.GetBytes($"# {tool} ")) || tool switch
        {
            "Nmap" => lines.Current.StartsWith("Starting Nmap "u8) || lines.Current.StartsWith(Report) || GrepableHost.IsOne(lines.Current),
            "Masscan" => lines.Current.StartsWith("Timestamp: "u8),
            _ => false,
        };
    }

    /// <summary>Reads every line; comments are no records.</summary>
    /// <param name="body">The body.</param>
    /// <param name="scanner">Who scanned.</param>
    /// <param name="source">The source format.</param>
    /// <param name="context">What decides beside the bytes.</param>
    /// <param name="sink">Where the records are concluded.</param>
    public static void Read(ReadOnlySpan<byte> body, string scanner, string source, ReadingContext context, RecordSink sink)
    {
        var run = new NmapTextRun(scanner, source, context);
        var lines = new TextLines(body);
        while (lines.MoveNext())
        {
            if (lines.Current[0] == '#')
            {
                run.TakeHeader(Text(lines.Current, 128));
            }
            else if (lines.IsTooLong)
            {
                sink.Next(lines.Start, lines.Length);
                sink.Reject(RejectionReason.TooLarge, "line");
            }
            else if (GrepableHost.IsOne(lines.Current))
            {
                GrepableHost.Read(Text(lines.Current, lines.Length), new(lines.Start, lines.Length), run, sink);
            }
            else if (lines.Current.StartsWith(Report))
            {
                run.TakeHost(Text(lines.Current[Report.Length..], 512));
            }
            else
            {
                sink.Next(lines.Start, lines.Length);
                run.ReadPort(Text(lines.Current, 128), sink);
            }
        }
    }

    private static string Text(ReadOnlySpan<byte> line, int most) => Encoding.UTF8.GetString(line[..Math.Min(line.Length, most)]);
}
