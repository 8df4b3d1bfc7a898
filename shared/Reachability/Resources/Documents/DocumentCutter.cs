using ExposurePipeline.Exposure.Events;
using Stream = System.IO.Stream;

namespace ExposurePipeline.Reachability.Resources.Documents;

/// <summary>Cuts a text into documents that are small, or a single element.</summary>
/// <param name="json">The text from its beginning.</param>
/// <param name="parser">Makes documents of elements.</param>
/// <param name="from">Opens the text again, from a byte on: what surrounds a list may stand after it.</param>
/// <param name="limits">How small.</param>
internal sealed class DocumentCutter(JsonText json, ElementParser parser, Func<long, Stream> from, TextLimits limits)
{
    private readonly TextWindow window = json.Window;
    private readonly ElementReader elements = new(json, parser, limits);

    /// <summary>The documents, in the order of the text.</summary>
    public IEnumerable<Document> Documents()
    {
        while (json.SkipBlanks())
        {
            foreach (var document in json.First is (byte)'{' or (byte)'[' ? Value(Frame.None) : Scalar())
            {
                yield return document;
            }

            if (json.Fault is { } fault)
            {
                yield return new(Body.Missing, fault);
                json.SkipToNextDocument();
            }
        }
    }

    private Document[] Scalar()
    {
        var isJson = json.Measure(0, limits.Portion) is { } length && parser.TryParse(Frame.None, window.Bytes[..length], out _);
        json.Stop(0, (isJson ? RejectionReason.UnknownFormat : RejectionReason.MalformedJson, "Here should be a JSON object or array."));
        return [];
    }

    // What breaks off, or is no JSON somewhere, is cut, too, so that the rest of it is told.
    private IEnumerable<Document> Value(Frame frame)
    {
        if (json.Measure(0, limits.Portion) is { } length && parser.TryParse(frame, window.Bytes[..length], out var body))
        {
            window.Pass(length);
            return [new(body)];
        }

        json.Fault = null;
        return json.First == (byte)'[' && frame == Frame.None ? Elements(frame.Inside("["u8, "]"u8))
            : json.First == (byte)'{' && Envelope(frame) is { } outline ? Members(frame, outline, Place.Envelope, new())
            : elements.Whole(frame);
    }

    // A document that would tell of something without its lists is a resource, not an envelope: it is not cut.
    private Outline? Envelope(Frame frame)
    {
        var length = json.Measure(0, limits.Largest);
        json.Fault = null;
        using var stream = length is { } known ? window.Beginning(known) : from(window.Position.Byte);
        var outline = Outline.Read(new(new(stream, Math.Min(limits.Portion, 4096))), limits.Largest);
        return outline is { HasLists: true } && parser.TryParse(frame, outline.Text, out var empty) && !Clouds.Changes(empty).Any() ? outline : null;
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

            var run = elements.Run();
            foreach (var document in run > 0 ? elements.Portion(frame, run) : Value(frame))
            {
                yield return document;
            }
        }
    }

    private sealed class Count
    {
        public int Value { get; set; }
    }
}
