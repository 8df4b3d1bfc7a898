using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;

namespace ExposurePipeline.Reachability.Supposing;

/// <summary>A place in a JSON document (RFC 6901).</summary>
/// <param name="Tokens">Names of members and indexes of elements, from the root.</param>
internal sealed record JsonPointer(IReadOnlyList<string> Tokens)
{
    /// <summary>Stands for the place after the last element of an array.</summary>
    public const string End = "-";

    /// <summary>Whether it is the whole document.</summary>
    public bool IsRoot => Tokens.Count == 0;

    /// <summary>Its last token.</summary>
    public string Last => Tokens[^1];

    /// <summary>Reads the form with slashes: empty, or each token after one; <c>~1</c> is a slash, <c>~0</c> a tilde.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out JsonPointer? pointer)
    {
        pointer = text.Length == 0 ? new([])
            : text[0] == '/' ? new([.. text[1..].Split('/').Select(static token => token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))])
            : null;
        return pointer is not null;
    }

    /// <summary>Whether the other is a place inside of this one.</summary>
    public bool IsAbove(JsonPointer other) => Tokens.Count < other.Tokens.Count && Tokens.SequenceEqual(other.Tokens.Take(Tokens.Count));

    /// <summary>The value at this place, which may be null; false when there is no such place.</summary>
    public bool TryFind(JsonNode? document, out JsonNode? value) => TryWalk(document, Tokens.Count, out value);

    /// <summary>What holds this place, whether or not there is something; only of places below the root.</summary>
    public bool TryFindParent(JsonNode? document, out JsonNode? parent) => TryWalk(document, Tokens.Count - 1, out parent);

    /// <summary>An index as the standard writes it: digits without leading zeros.</summary>
    public static bool TryIndex(string token, int count, out int index) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index < count && (token.Length == 1 || token[0] != '0');

    /// <inheritdoc/>
    public override string ToString() =>
        string.Concat(Tokens.Select(static token => $"/{token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}"));

    private bool TryWalk(JsonNode? document, int steps, out JsonNode? value)
    {
        value = document;
        foreach (var token in Tokens.Take(steps))
        {
            var isThere = value switch
            {
                JsonObject members => members.TryGetPropertyValue(token, out value),
                JsonArray elements when TryIndex(token, elements.Count, out var index) => (value = elements[index]) is var _,
                _ => false,
            };
            if (!isThere)
            {
                return false;
            }
        }

        return true;
    }
}
