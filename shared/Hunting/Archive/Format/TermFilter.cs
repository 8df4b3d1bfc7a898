namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>
/// Tells texts and terms that a block certainly lacks: a Bloom filter over whole texts, and over their terms in any case.
/// Terms shorter than four characters are not kept, since most blocks have them.
/// </summary>
internal static class TermFilter
{
    private const int ShortestTerm = 4;
    private const int BitsAnItem = 8;
    private const int Probes = 5;
    private const int MaxBytes = 1 << 16;
    private const ulong Prime = 0x9E3779B185EBCA87;

    /// <summary>The filter of a block's texts; empty when it would be too large.</summary>
    public static byte[] Of(ReadOnlySpan<string> texts)
    {
        var items = new HashSet<ulong>(texts.Length);
        foreach (var text in texts)
        {
            items.Add(Whole(text));
            AddTerms(text, items);
        }

        var size = (((items.Count * BitsAnItem) >> 3) + 8) & ~7;
        var filter = new byte[size <= MaxBytes ? size : 0];
        foreach (var item in filter.Length > 0 ? items : [])
        {
            for (var probe = 0; probe < Probes; probe++)
            {
                var bit = Bit(item, probe, filter.Length);
                filter[bit >> 3] |= (byte)(1 << (bit & 7));
            }
        }

        return filter;
    }

    /// <summary>Whether a block may hold a text.</summary>
    public static bool MayHave(ReadOnlySpan<byte> filter, string text) => Has(filter, Whole(text));

    /// <summary>Whether a block may hold a text with these terms side by side, the outer ones whole.</summary>
    public static bool MayHaveTerms(ReadOnlySpan<byte> filter, string part)
    {
        // Beyond ASCII letters and other characters may be each other's capitals, which moves the bounds of terms.
        foreach (var term in System.Text.Ascii.IsValid(part) ? Terms(part) : [])
        {
            if (!Has(filter, Term(part.AsSpan(term))))
            {
                return false;
            }
        }

        return true;
    }

    private static void AddTerms(string text, HashSet<ulong> items)
    {
        for (var (start, at) = (0, 0); at <= text.Length; at++)
        {
            if (at == text.Length || !char.IsLetterOrDigit(text[at]))
            {
                if (at - start >= ShortestTerm)
                {
                    items.Add(Term(text.AsSpan(start..at)));
                }

                start = at + 1;
            }
        }
    }

    private static IEnumerable<Range> Terms(string text)
    {
        for (var (start, at) = (0, 0); at <= text.Length; at++)
        {
            if (at == text.Length || !char.IsLetterOrDigit(text[at]))
            {
                if (at - start >= ShortestTerm)
                {
                    yield return start..at;
                }

                start = at + 1;
            }
        }
    }

    private static bool Has(ReadOnlySpan<byte> filter, ulong item)
    {
        for (var probe = 0; probe < Probes && !filter.IsEmpty; probe++)
        {
            var bit = Bit(item, probe, filter.Length);
            if ((filter[bit >> 3] & (1 << (bit & 7))) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int Bit(ulong item, int probe, int bytes)
        => (int)(((item & uint.MaxValue) + ((ulong)probe * ((item >> 32) | 1))) % ((ulong)bytes * 8));

    private static ulong Whole(ReadOnlySpan<char> text)
    {
        var hash = Prime;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * Prime);
            hash ^= hash >> 29;
        }

        return Mixed(hash);
    }

    private static ulong Term(ReadOnlySpan<char> text)
    {
        var hash = ~Prime;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ char.ToUpperInvariant(c)) * Prime);
            hash ^= hash >> 29;
        }

        return Mixed(hash);
    }

    private static ulong Mixed(ulong hash)
    {
        hash = unchecked((hash ^ (hash >> 33)) * 0xC2B2AE3D27D4EB4F);
        return hash ^ (hash >> 29);
    }
}
