namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>
/// Sysmon for Windows and for Linux, event 3: as XML, with syslog headers or without, or as JSON of winlogbeat (nested, flat or in the Elastic Common
/// Schema), nxlog, Log Analytics tables, Azure diagnostics and the like. Events of the security log in between are read as well.
/// </summary>
public sealed class SysmonReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "sysmon";

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public int Rank => 50;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => Is(head);

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink) => WindowsEvents.Read(body.Span, context, sink);

    /// <summary>Whether a body that begins like this has an event of Sysmon.</summary>
    internal static bool Is(ReadOnlySpan<byte> head) =>
        (head.IndexOf("Microsoft-Windows-Sysmon"u8) >= 0 || head.IndexOf("Linux-Sysmon"u8) >= 0)
        && (WindowsEvents.IsJson(head) || head.IndexOf("<Event"u8) >= 0);
}
