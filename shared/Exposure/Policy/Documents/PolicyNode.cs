using System.Text.Json;

namespace ExposurePipeline.Exposure.Policy.Documents;

/// <summary>A value of a policy document with its place; what is wrong with it goes to a list that all share.</summary>
internal readonly struct PolicyNode(JsonElement element, string path, List<PolicyProblem> problems)
{
    private const int LongestExcerpt = 64;

    public bool IsAbsent => element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>The members of an object; a name that is not among the known ones is a problem. Null when this is no object.</summary>
    public Func<string, PolicyNode>? Members(params ReadOnlySpan<string> known)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            Wrong("an object is expected");
            return null;
        }

        foreach (var member in element.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                Member(member.Name, member.Value).Wrong($"there is no such member; there are {string.Join(", ", known!)}");
            }
        }

        var self = this;
        return name => self.Member(name, self.Find(name));
    }

    /// <summary>The elements that can be read; null when this is absent or no list.</summary>
    public List<T>? List<T>(int most, Func<PolicyNode, T?> read) where T : class => Elements(most)?.Select(read).OfType<T>().ToList();

    /// <summary>The same for values.</summary>
    public List<T>? Values<T>(int most, Func<PolicyNode, T?> read) where T : struct => Elements(most)?.Select(read).OfType<T>().ToList();

    /// <summary>A text without white space around it; null when absent or wrong.</summary>
    public string? Text(int most)
    {
        if (IsAbsent)
        {
            return null;
        }

        var text = element.ValueKind is JsonValueKind.String ? element.GetString()!.Trim() : null;
        return text is { Length: > 0 } && text.Length <= most && !text.Any(char.IsControl) ? text : Wrong($"a text of 1 to {most} characters is expected");
    }

    /// <summary>A text or a whole number as text; null when it is neither.</summary>
    public string? Scalar() => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!.Trim(),
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };

    /// <summary>Notes a problem; returns null for the value that it leaves open.</summary>
    public string? Wrong(string why)
    {
        problems.Add(new(path, element.ValueKind is JsonValueKind.Undefined ? null : Excerpt(), why));
        return null;
    }

    private IEnumerable<PolicyNode>? Elements(int most)
    {
        if (IsAbsent)
        {
            return null;
        }

        if (element.ValueKind is not JsonValueKind.Array || element.GetArrayLength() > most)
        {
            Wrong(element.ValueKind is JsonValueKind.Array ? $"{element.GetArrayLength()} elements; at most {most} are allowed" : "a list is expected");
            return null;
        }

        var (at, all) = (path, problems);
        return element.EnumerateArray().Select((each, index) => new PolicyNode(each, $"{at}[{index}]", all));
    }

    private PolicyNode Member(string name, JsonElement value) => new(value, path.Length == 0 ? name : $"{path}.{name}", problems);

    private JsonElement Find(string name) => element.TryGetProperty(name, out var value) ? value : default;

    private string Excerpt()
    {
        var text = element.GetRawText();
        return text.Length <= LongestExcerpt ? text : text[..LongestExcerpt] + "…";
    }
}
