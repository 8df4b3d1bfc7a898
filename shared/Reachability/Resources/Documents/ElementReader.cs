using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Reachability.Resources.Documents;

/// <summary>Reads elements that stand one after another, as many together as a portion holds.</summary>
/// <param name="json">The text.</param>
/// <param name="parser">Makes documents of elements.</param>
/// <param name="limits">How long a portion may be, and a single element.</param>
internal sealed class ElementReader(JsonText json, ElementParser parser, TextLimits limits)
{
    private readonly TextWindow window = json.Window;

    /// <summary>The length of the elements from here that fit a portion; 0 where the first is too long, or has no end.</summary>
    public int Run()
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

    /// <summary>A single element that cannot be cut.</summary>
    public List<Document> Whole(Frame frame)
    {
        if (json.Measure(0, limits.Largest) is { } length)
        {
            return Portion(frame, length);
        }

        var (start, reason) = (window.Position, $"A value is longer than {limits.Largest:N0} bytes.");
        if (json.Fault is not null || frame == Frame.None)
        {
            json.Stop(0, (RejectionReason.TooLarge, reason));
            return [];
        }

        json.SkipValue();
        return [Document.Unread(start, RejectionReason.TooLarge, reason)];
    }

    /// <summary>A portion of elements; where it is no JSON, the elements that are.</summary>
    public List<Document> Portion(Frame frame, int length)
    {
        List<Document> documents = parser.TryParse(frame, window.Bytes[..length], out var body) ? [new(body)] : Singly(frame, length);
        window.Pass(length);
        return documents;
    }

    private List<Document> Singly(Frame frame, int length)
    {
        var documents = new List<Document>();
        for (var at = 0; at >= 0 && at < length; at = json.AfterSeparators(at))
        {
            var end = at + new ValueScan().Length(window.Bytes[at..length]);
            end = end <= at ? length : end;
            documents.Add(parser.TryParse(frame, window.Bytes[at..end], out var body) ? new(body) : Unread(at, end));
            at = end;
        }

        return documents.TrueForAll(static document => document.Problem is null)
            ? [.. documents, Document.Unread(window.Position, RejectionReason.MalformedJson, "Elements are not separated as JSON has it.")]
            : documents;
    }

    private Document Unread(int start, int end)
    {
        var (at, reason, detail) = ElementParser.Fault(window.Bytes[start..end]);
        return Document.Unread(window.PositionAt(start + at), reason, detail);
    }
}
