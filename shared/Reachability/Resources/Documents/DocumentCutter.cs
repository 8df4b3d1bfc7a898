using System.Buffers;
using System.Text.Json;
using Stream = System.IO.Stream;

namespace ExposurePipeline.Reachability.Resources.Documents;

/// <summary>Cuts a text into documents that are small, or a single element.</summary>
/// <param name="json">The text from its beginning.</param>
/// <param name="from">Opens the text again, from a byte on: what surrounds a list may stand after it.</param>
/// <param name="limits">How small.</param>
internal sealed class DocumentCutter(JsonText json, Func<long, Stream> from, TextLimits limits)
{
    private readonly TextWindow window = json.Window;
    private readonly ArrayBufferWriter<byte> scratch = new();

    /// <summary>The documents, in the order of the text.</summary>
    public IEnumerable<Document> Documents()
    {
        while (json.SkipBlanks())
        {
            if (json.First is (byte)'{' or (byte)'[')
            {
                foreach (var document in Value(Frame.None))
                {
                    yield return document;
                }
            }
            else
            {
                json.Fault = new(window.Position, "Here should be a JSON object or array.");
            }

            if (json.Fault is { } fault)
            {
                yield return new(Body.Missing, fault);
                json.SkipToNextDocument();
            }
        }
    }

    // What breaks off, or is no JSON somewhere, is cut, too, so that the rest of it is told.
    private IEnumerable<Document> Value(Frame frame)
    {
        if (json.Measure(0, limits.Portion) is { } length && TryParse(frame, window.Bytes[..length], out var body, out _))
        {
            window.Pass(length);
            return [new(body)];
        }

        json.Fault = null;
        return json.First == (byte)'[' && frame == Frame.None ? Elements(frame.Inside("["u8, "]"u8))
            : json.First == (byte)'{' && Envelope(frame) is { } outline ? Members(frame, outline, Place.Envelope, new())
            : Whole(frame);
    }

    // A document that would tell of something without its lists is a resource, not an envelope: it is not cut.
    private Outline? Envelope(Frame frame)
    {
        var length = json.Measure(0, limits.Largest);
        json.Fault = null;
        using var stream = length is { } known ? window.Beginning(known) : from(window.Position.Byte);
        var outline = Outline.Read(new(new(stream, Math.Min(limits.Portion, 4096))), limits.Largest);
        return outline is { HasLists: true } && TryParse(frame, outline.Text, out var empty, out _) && !Clouds.Changes(empty).Any() ? outline : null;
    }

    private IEnumerable<Document> Members(Frame frame, Outline outline, Place place, Count lists)
    {
        window.Pass(1);
        while (json.Fault is null && json.NextMember(limits.Largest) is { } name)
        {
            var inner = place.Of(name, json.First);
            if (inner is Place.None)
            {
                json.SkipValue();
                continue;
            }

            foreach (var document in inner is Place.List ? Elements(outline.Around(lists.Value++, frame)) : Members(frame, outline, inner, lists))
            {
                yield return document;
            }
        }
    }

    // A run of elements is handed on when the next one would make it too long, is too long itself, or is none.
    private IEnumerable<Document> Elements(Frame frame)
    {
        window.Pass(1);
        while (json.Fault is null && json.SkipSeparators("The text ends in the middle of a list."))
        {
            if (json.First == (byte)']')
            {
                window.Pass(1);
                yield break;
            }

            var run = Run();
            foreach (var document in run > 0 ? Portion(frame, run) : Value(frame))
            {
                yield return document;
            }
        }
    }

    private int Run()
    {
        var (run, next) = (0, 0);
        while (next >= 0 && window.Bytes[next] != (byte)']' && json.Measure(next, limits.Portion - next) is { } length)
        {
            run = next + length;
            next = json.AfterSeparators(run);
        }

        // What has no end is met again, as the first of its run.
        json.Fault = null;
        return run;
    }

    private List<Document> Whole(Frame frame)
    {
        if (json.Measure(0, limits.Largest) is { } length)
        {
            return Portion(frame, length);
        }

        var reason = $"A value is longer than {limits.Largest:N0} bytes.";
        if (json.Fault is not null || frame == Frame.None)
        {
            json.Fault ??= new(window.Position, reason);
            return [];
        }

        var start = window.Position;
        json.SkipValue();
        return [Document.Unread(start, reason)];
    }

    // Of a portion that is no JSON the elements that are.
    private List<Document> Portion(Frame frame, int length)
    {
        List<Document> documents = TryParse(frame, window.Bytes[..length], out var body, out _) ? [new(body)] : Singly(frame, length);
        window.Pass(length);
        return documents;
    }

    private List<Document> Singly(Frame frame, int length)
    {
        var documents = new List<Document>();
        for (var at = 0; at >= 0 && at < length; at = json.AfterSeparators(at))
        {
            var end = at + new ValueScan().Length(window.Bytes[at..]);
            end = end <= at ? length : end;
            documents.Add(TryParse(frame, window.Bytes[at..end], out var body, out var fault) ? new(body) : Unread(at, end, fault!));
            at = end;
        }

        return documents.TrueForAll(static document => document.Problem is null)
            ? [.. documents, Document.Unread(window.Position, "Elements are not separated as JSON has it.")]
            : documents;
    }

    private Document Unread(int start, int end, string fault)
    {
        var reader = new Utf8JsonReader(window.Bytes[start..end]);
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException exception)
        {
            return Document.Unread(window.PositionAt(start + (int)reader.BytesConsumed), Told(exception));
        }

        return Document.Unread(window.PositionAt(start), fault);
    }

    private bool TryParse(Frame frame, ReadOnlySpan<byte> elements, out Body body, out string? fault)
    {
        try
        {
            (body, fault) = (new(JsonElement.Parse(frame == Frame.None ? elements : frame.Around(elements, scratch))), null);
            return true;
        }
        catch (JsonException exception)
        {
            (body, fault) = (Body.Missing, Told(exception));
            return false;
        }
    }

    // The rest of the message counts lines and bytes from the element, and the problem says them of the whole text.
    private static string Told(JsonException exception) => exception.Message.Split(" LineNumber:")[0];

    private sealed class Count
    {
        public int Value { get; set; }
    }
}
