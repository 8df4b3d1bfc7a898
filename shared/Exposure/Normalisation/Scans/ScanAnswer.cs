using System.Globalization;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Rows;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>An open port as a scanner reports it, still unchecked.</summary>
/// <param name="Address">The scanned address.</param>
/// <param name="Time">When it answered; null when the file does not say.</param>
/// <param name="Protocol">As written.</param>
/// <param name="Port">As written.</param>
/// <param name="Service">The detected service; null where only guessed.</param>
/// <param name="Scanner">Who scanned.</param>
/// <param name="Source">The source format.</param>
internal readonly record struct ScanAnswer(
    IpAddress Address, DateTimeOffset? Time, string? Protocol, string? Port, string? Service, string Scanner, string Source)
{
    private const int MaxService = 64;

    /// <summary>Concludes the current record: the answer of an address on the internet, or why it is none.</summary>
    public static void Conclude(in ScanAnswer answer, ReadingContext context, RecordSink sink)
    {
        if (!AddressSpace.IsGlobal(answer.Address))
        {
            sink.Filter(FilterRule.ScanOfInside);
        }
        else if (TransportNames.Find(answer.Protocol) is not { } transport)
        {
            sink.Filter(FilterRule.TransportNotRead);
        }
        else if (string.IsNullOrEmpty(answer.Port))
        {
            sink.Reject(RejectionReason.MissingField, $"no port of {answer.Address}");
        }
        else if (!ushort.TryParse(answer.Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port == 0)
        {
            sink.Reject(RejectionReason.InvalidField, $"port '{Shorten(answer.Port)}' of {answer.Address}");
        }
        else if (answer.Time is not { } time)
        {
            sink.Reject(RejectionReason.InvalidTimestamp, $"no time for {answer.Address} port {port}");
        }
        else if (context.Refuse(time) is { } refusal)
        {
            sink.Reject(refusal, $"{time:O} for {answer.Address} port {port}");
        }
        else
        {
            Observe(answer.Address, new(transport, port, Sighting.At(time), answer.Scanner, Shorten(answer.Service), answer.Source), context, sink);
        }
    }

    private static void Observe(IpAddress address, PortAnswered answered, ReadingContext context, RecordSink sink)
    {
        if (sink.Journal is { } journal)
        {
            ConnectionRows.Write(journal, address, answered, context);
        }

        sink.Observe(EntityId.Of(context.Tenant, address), answered);
    }

    private static string? Shorten(string? text) => text is { Length: > MaxService } ? text[..MaxService] : text;
}
