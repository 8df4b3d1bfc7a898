using ExposurePipeline.Exposure.Normalisation.Decoding;

namespace ExposurePipeline.Local.Telemetry;

/// <summary>What is to be sent from a list of inputs, in order.</summary>
/// <param name="inputs">Files, folders, patterns or <c>-</c>.</param>
/// <param name="tenant">Tenant of converted exports.</param>
public sealed class Replay(IEnumerable<string> inputs, string tenant)
{
    private readonly IReadOnlyList<string> _files = InputFiles.Expand(inputs);
    private byte[]? _standardInput;

    /// <summary>The bodies; files are read anew on each enumeration, so that a long replay does not fill the memory.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Bodies() => _files.SelectMany(file => DocumentsOf(file, Read(file)).SelectMany(document => Messages.Cut(document, file)));

    /// <summary>The newest event time of all; null when none is found.</summary>
    public DateTimeOffset? Newest() => _files.Max(Newest);

    /// <summary>The bodies with the times of each file moved by one span, so that its newest is <paramref name="now"/>.</summary>
    /// <exception cref="SetupException">There is no event time in any file.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> BodiesUpTo(DateTimeOffset now)
    {
        if (Newest() is null)
            throw new SetupException("--shift-to-now: the input holds no event time that is known.");
        return _files.SelectMany(file => BodiesUpTo(file, now));
    }

    // A file without times, an empty scan for example, goes as it is.
    private IEnumerable<ReadOnlyMemory<byte>> BodiesUpTo(string file, DateTimeOffset now)
    {
        var by = now - (Newest(file) ?? now);
        return DecodedOf(file).SelectMany(document => Messages.Cut(EventTimes.Shift(document.Span, by), file));
    }

    private DateTimeOffset? Newest(string file) => DecodedOf(file).Max(document => EventTimes.Newest(document.Span));

    // Times in packed or UTF-16 files are found once these are decoded; a damaged one is the pipeline's to judge.
    private IReadOnlyList<ReadOnlyMemory<byte>> DecodedOf(string file)
    {
        var content = Read(file);
        return DocumentsOf(file, BodyText.Decode(content) is { Fault: null } decoded ? decoded.Bytes : content);
    }

    private IReadOnlyList<ReadOnlyMemory<byte>> DocumentsOf(string file, ReadOnlyMemory<byte> content) =>
        BodyText.Decode(content).Bytes is var text && DefenderCsv.Recognises(text.Span) ? DefenderCsv.Convert(text.ToArray(), tenant, file) : [content];

    // Standard input can be read once.
    private byte[] Read(string file) => file == InputFiles.StandardInput ? _standardInput ??= InputFiles.Read(file) : InputFiles.Read(file);
}
