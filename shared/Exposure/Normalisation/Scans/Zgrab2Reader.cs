using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>
/// zgrab2: one target a line, its modules in <c>data</c>. Most versions do not write the port, and a module's default may have been overridden
/// on the command line, so it comes from the property <see cref="EventProperties.Port"/> and is never guessed.
/// </summary>
public sealed class Zgrab2Reader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "zgrab2";

    private static readonly AsciiNames Columns = AsciiNames.Of<Zgrab2Column>();

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public int MaxBytes => 16 * 1024 * 1024;

    /// <inheritdoc/>
    public bool MayBeEmpty => true;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        var members = JsonHead.Of(head, Columns);
        return members.HasObject((int)Zgrab2Column.Data)
            && (members.Has((int)Zgrab2Column.Ip) || members.Has((int)Zgrab2Column.Domain))
            && !members.Has((int)Zgrab2Column.Rec_type); // masscan's lines have a data object as well
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink) =>
        ScanJson.Read(body.Span, Columns, sink, (row, place) => ReadTarget(row, place, context, sink));

    private static void ReadTarget(JsonRow target, RecordPlace place, ReadingContext context, RecordSink sink)
    {
        var data = target[(int)Zgrab2Column.Data];
        if (data.Kind is not JsonTokenType.StartObject)
        {
            sink.Next(place.Start, place.Length);
            sink.Reject(data.IsAbsent ? RejectionReason.MissingField : RejectionReason.InvalidField, "no object data");
            return;
        }

        var modules = new JsonMembers(data.Bytes);
        var isEmpty = true;
        for (; modules.MoveNext(); isEmpty = false)
        {
            sink.Next(place.Start, place.Length);
            Zgrab2Module.Read(target, modules.Name, modules.Value, context, sink);
        }

        if (isEmpty)
        {
            sink.Next(place.Start, place.Length);
            sink.Filter(FilterRule.NoPorts);
        }
    }
}
