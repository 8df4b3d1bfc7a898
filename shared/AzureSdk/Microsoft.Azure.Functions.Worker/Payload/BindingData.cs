using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Microsoft.Azure.Functions.Worker.Payload;

/// <summary>
/// The host's <c>Metadata</c> by name, case ignored. Indexed when first asked, each value turned into text when it is asked for:
/// most invocations never look, and those that do look at one or two of nine arrays.
/// </summary>
/// <remarks>The host writes arrays as JSON inside a string and objects inline; both come out as JSON text, a JSON string as what it says.</remarks>
internal sealed class BindingData(Envelope envelope) : IReadOnlyDictionary<string, object?>
{
    private Dictionary<string, Segment>? index;

    public int Count => Index.Count;

    public IEnumerable<string> Keys => Index.Keys;

    public IEnumerable<object?> Values => Index.Values.Select(Text);

    public object? this[string key] => Text(Index[key]);

    private Dictionary<string, Segment> Index
    {
        get
        {
            ObjectDisposedException.ThrowIf(envelope.IsDisposed, this);
            return index ??= Read();
        }
    }

    public bool ContainsKey(string key) => Index.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        var found = Index.TryGetValue(key, out var segment);
        value = found ? Text(segment) : null;
        return found;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        Index.Select(member => KeyValuePair.Create(member.Key, Text(member.Value))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Dictionary<string, Segment> Read()
    {
        var members = new Dictionary<string, Segment>(StringComparer.OrdinalIgnoreCase);
        var json = envelope.Metadata.Of(envelope.Body);
        var cursor = new JsonCursor(json);
        if (!cursor.TryRead('{'))
            return members;
        while (cursor.TryReadString(out var name) && cursor.TryRead(':') && cursor.TrySkipValue(out var value))
        {
            members[Encoding.UTF8.GetString(name.Of(json))] = value with { Start = value.Start + envelope.Metadata.Start };
            cursor.TryRead(',');
        }

        return members;
    }

    private object? Text(Segment segment)
    {
        var raw = segment.Of(envelope.Body);
        if (raw.SequenceEqual("null"u8))
            return null;
        if (raw[0] != '"')
            return Encoding.UTF8.GetString(raw);
        var text = JsonText.Unescape(raw[1..^1]);
        return text is ['"', .., '"'] ? JsonText.Unescape(Encoding.UTF8.GetBytes(text[1..^1])) ?? text : text;
    }
}
