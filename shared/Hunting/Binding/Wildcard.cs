namespace ExposurePipeline.Hunting.Binding;

/// <summary>A name pattern in which <c>*</c> stands for any text.</summary>
internal sealed class Wildcard(string pattern)
{
    private readonly string[] parts = pattern.Split('*');

    public bool Matches(string name)
    {
        if (parts.Length == 1)
        {
            return name == pattern;
        }

        if (name.Length < parts[0].Length + parts[^1].Length || !name.StartsWith(parts[0], StringComparison.Ordinal) || !name.EndsWith(parts[^1], StringComparison.Ordinal))
        {
            return false;
        }

        var at = parts[0].Length;
        var end = name.Length - parts[^1].Length;
        foreach (var part in parts[1..^1])
        {
            var found = name.IndexOf(part, at, end - at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return true;
    }
}
