namespace ExposurePipeline.Hunting.Functions;

/// <summary>IPv4 addresses inside a text, such as a log line. One must stand apart from letters and digits around it.</summary>
internal static class Ipv4Text
{
    public static bool Has(string text, string address)
        => Ipv4Network.TryParse(address) is { Prefix: 32, Address: var wanted } && !address.Contains('/') && Any(text, found => Ipv4Network.TryParse(found)!.Value.Address == wanted);

    /// <summary>A prefix is an address, or its first octets and a dot.</summary>
    public static bool HasPrefix(string text, string prefix)
        => prefix.EndsWith('.') ? Any(text, found => found.StartsWith(prefix, StringComparison.Ordinal)) : Has(text, prefix);

    private static bool Any(string text, Func<string, bool> holds)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '.'))
            {
                end++;
            }

            var word = text[at..end].Trim('.');
            if (Ipv4Network.TryParse(word) is not null && holds(word))
            {
                return true;
            }

            at = end + 1;
        }

        return false;
    }
}
