using System.Globalization;
using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>Where the reading of a text output stands: its run and, in normal output, its host.</summary>
/// <param name="scanner">Who scanned.</param>
/// <param name="source">The source format.</param>
/// <param name="context">What decides beside the bytes.</param>
internal sealed class NmapTextRun(string scanner, string source, ReadingContext context)
{
    private const string Begun = " scan initiated ";

    private string? _host;

    /// <summary>When the run began by its header, which is local time (<see cref="EventProperties.TimeZone"/>); without one the file's time.</summary>
    public DateTimeOffset? Time { get; private set; } = ScanTime.OfFile(context);

    /// <summary>Seconds since the Unix epoch.</summary>
    public static DateTimeOffset? Epoch(string text) => EventTime.TryParseEpoch(Encoding.UTF8.GetBytes(text), out var time) ? time : null;

    /// <summary>Takes the time from <c># Nmap 7.94 scan initiated Sat Jul 18 13:40:00 2026 as: …</c>; other comments say nothing.</summary>
    public void TakeHeader(string line)
    {
        if (line.IndexOf(Begun, StringComparison.Ordinal) is var begun and > 0)
        {
            var text = line[(begun + Begun.Length)..].Split(" as:")[0].Trim();
            var isTime = DateTime.TryParseExact(text, "ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var local);
            Time = isTime ? LocalClock.Of(context.Properties)?.ToUtc(new(local, TimeSpan.Zero)) : null;
        }
    }

    /// <summary>Takes the host of a report: <c>name (address)</c> or the address alone, perhaps with <c>[host down]</c> behind it.</summary>
    public void TakeHost(string report)
    {
        var open = report.LastIndexOf('(');
        var close = report.LastIndexOf(')');
        _host = open >= 0 && close > open ? report[(open + 1)..close] : report.Split(' ')[0];
    }

    /// <summary>Concludes the current record, a line of normal output.</summary>
    public void ReadPort(string line, RecordSink sink)
    {
        var words = line.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
        var port = words is [var first, ..] ? first.Split('/') : [];
        if (port.Length != 2 || words.Length < 2 || !char.IsAsciiDigit(words[0][0]) || port[1] is not ("tcp" or "udp" or "sctp"))
        {
            sink.Filter(FilterRule.KindNotRead);
        }
        else if (words[1] != "open")
        {
            sink.Filter(FilterRule.PortNotOpen);
        }
        else if (!IpAddress.TryParse(_host?.Split('%')[0], out var address))
        {
            sink.Reject(_host is null ? RejectionReason.MissingField : RejectionReason.InvalidField, $"{words[0]} of host '{_host}', which is no address");
        }
        else
        {
            Conclude(address, Time, port[1], port[0], null, sink); // the column of services also holds guesses
        }
    }

    /// <summary>Concludes the current record, an open port.</summary>
    public void Conclude(IpAddress address, DateTimeOffset? time, string protocol, string port, string? service, RecordSink sink) =>
        ScanAnswer.Conclude(new(address, time, protocol, port, service, scanner, source), context, sink);
}
