using System.Runtime.InteropServices;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>The rows of a text column as different texts and each row's place among them.</summary>
internal readonly record struct StoredTexts(string[] Distinct, int[] Codes)
{
    // More are not worth sorting: a dictionary in one order can be shared by blocks, and large ones differ.
    private const int Sorted = 1 << 12;

    public static StoredTexts Of(Column<string> column)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var distinct = new List<string>();
        var codes = new int[column.Length];
        var (last, lastCode) = ((string?)null, 0);
        for (var row = 0; row < codes.Length; row++)
        {
            var text = column[row];
            if (!ReferenceEquals(text, last))
            {
                ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, text, out var known);
                if (!known)
                {
                    place = distinct.Count;
                    distinct.Add(text);
                }

                (last, lastCode) = (text, place);
            }

            codes[row] = lastCode;
        }

        string[] texts = [.. distinct];
        return texts.Length is > 1 and <= Sorted ? InOrder(texts, codes) : new(texts, codes);
    }

    /// <summary>Where the texts lie between, as far as it is kept.</summary>
    public Bounds Bounds()
    {
        var (least, most) = (Distinct[0], Distinct[0]);
        foreach (var text in Distinct)
        {
            least = string.CompareOrdinal(text, least) < 0 ? text : least;
            most = string.CompareOrdinal(text, most) > 0 ? text : most;
        }

        var known = least.All(IsWhole) && most.All(IsWhole);
        return new(0, 0, known ? Beginning(least) : null, known ? Beginning(most) : null);
    }

    private static bool IsWhole(char c) => !char.IsSurrogate(c);

    private static string Beginning(string text) => text.Length <= Format.Bounds.MaxText ? text : text[..Format.Bounds.MaxText];

    private static StoredTexts InOrder(string[] texts, int[] codes)
    {
        var order = new int[texts.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(texts, order, StringComparer.Ordinal);
        var places = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            places[order[i]] = i;
        }

        return new(texts, Array.ConvertAll(codes, code => places[code]));
    }
}
