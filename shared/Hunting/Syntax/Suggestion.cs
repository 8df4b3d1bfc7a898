namespace ExposurePipeline.Hunting.Syntax;

/// <summary>The known name nearest to one that is not known.</summary>
internal static class Suggestion
{
    /// <summary>"; did you mean 'x'?", or nothing when no name is near.</summary>
    public static string For(string name, IEnumerable<string> known)
    {
        var nearest = known.Select(k => (Name: k, Distance: Distance(name, k))).OrderBy(k => k.Distance).ThenBy(k => k.Name, StringComparer.Ordinal).FirstOrDefault();
        return nearest.Name is not null && nearest.Distance <= Math.Max(1, name.Length / 3) ? $"; did you mean '{nearest.Name}'?" : "";
    }

    // Levenshtein's distance, letters of either case alike; long names are none that people misspell.
    private static int Distance(string a, string b)
    {
        if (a.Length > 64 || b.Length > 64)
        {
            return int.MaxValue;
        }

        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = previous[j - 1] + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                current[j] = Math.Min(substituted, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[b.Length];
    }
}
