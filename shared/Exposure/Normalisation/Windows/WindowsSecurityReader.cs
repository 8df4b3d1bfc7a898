namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>
/// The Windows security log, events 5150 to 5159 of the filtering platform: as XML or as JSON, wrapped like those of <see cref="SysmonReader"/>.
/// Takes the bodies of every other Windows log too, whose events it filters: collectors mix them.
/// </summary>
public sealed class WindowsSecurityReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "windows-security";

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public int Rank => 60;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => !SysmonReader.Is(head) && (WindowsEvents.IsJson(head) ? IsJson(head) : IsXml(head));

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink) => WindowsEvents.Read(body.Span, context, sink);

    private static bool IsJson(ReadOnlySpan<byte> head) =>
        head.IndexOf("Microsoft-Windows-Security-Auditing"u8) >= 0
        || head.IndexOf("\"winlog\""u8) >= 0
        || head.IndexOf("schemas.microsoft.com/win/2004/08/events"u8) >= 0
        || (head.IndexOf("\"EventID\""u8) >= 0 && (head.IndexOf("\"Channel\""u8) >= 0 || head.IndexOf("\"Computer\""u8) >= 0 || head.IndexOf("\"Hostname\""u8) >= 0));

    private static bool IsXml(ReadOnlySpan<byte> head) =>
        head.IndexOf("<Event"u8) >= 0
        && (head.IndexOf("schemas.microsoft.com/win/2004/08/events"u8) >= 0 || head.IndexOf("Microsoft-Windows-Security-Auditing"u8) >= 0 || head.IndexOf("<EventID"u8) >= 0);
}
