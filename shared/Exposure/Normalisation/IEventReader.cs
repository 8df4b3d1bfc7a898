namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>Reads one format: bytes in; observations, filtered records and rejections out. Stateless; never throws on input.</summary>
/// <remarks>A class that implements it, with a parameterless constructor, is found by <see cref="EventReaders"/>: one file adds a format.</remarks>
public interface IEventReader
{
    /// <summary>Largest body that readers take unless they say otherwise: 1 MiB, an Event Hubs publication of the standard tier.</summary>
    public const int StandardLimit = 1024 * 1024;

    /// <summary>How events name the format, in lower case; also the source of its observations.</summary>
    string Format { get; }

    /// <summary>Among readers that recognise a body, the lowest wins: formats with a clear mark first. Default 100.</summary>
    int Rank => 100;

    /// <summary>Largest body in bytes.</summary>
    int MaxBytes => StandardLimit;

    /// <summary>Whether a body without bytes is a legal file that found nothing.</summary>
    bool MayBeEmpty => false;

    /// <summary>Whether a body that begins like this is this format.</summary>
    /// <param name="head">The first <see cref="EventReaders.HeadBytes"/> bytes, or fewer, without a byte-order mark.</param>
    bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>Whether a body begins as only this format does: then no other reader is asked, whatever the body quotes further on.</summary>
    /// <param name="head">As above.</param>
    bool IsMarked(ReadOnlySpan<byte> head) => false;

    /// <summary>Reads every record: <see cref="RecordSink.Next()"/>, then exactly one of observe, filter or reject.</summary>
    /// <param name="body">The body without a byte-order mark.</param>
    /// <param name="context">What decides beside the bytes.</param>
    /// <param name="sink">Where the results go.</param>
    void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink);
}
