using System.Text;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>A list of names, such as the members that a reader wants, searched by bytes without allocating and ignoring case.</summary>
internal sealed class AsciiNames
{
    private readonly (int Index, byte[] Name)[][] _byLength;

    /// <summary>The names in order; ASCII.</summary>
    public AsciiNames(params ReadOnlySpan<string> names)
    {
        Count = names.Length;
        var longest = 0;
        foreach (var name in names)
        {
            longest = Math.Max(longest, name.Length);
        }

        _byLength = new (int, byte[])[longest + 1][];
        Array.Fill(_byLength, []);
        for (var i = 0; i < names.Length; i++)
        {
            ref var sameLength = ref _byLength[names[i].Length];
            sameLength = [.. sameLength, (i, Encoding.ASCII.GetBytes(names[i]))];
        }
    }

    /// <summary>How many names there are.</summary>
    public int Count { get; }

    /// <summary>One name for each value of an enumeration that counts from zero.</summary>
    public static AsciiNames Of<T>()
        where T : struct, Enum => new(Enum.GetNames<T>());

    /// <summary>Where a name stands in the list; -1 when it does not.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        if (name.Length < _byLength.Length)
        {
            foreach (var (index, wanted) in _byLength[name.Length])
            {
                // Names of one length mostly begin alike and end differently; 0x20 is the bit between cases.
                if (((name[^1] ^ wanted[^1]) & ~0x20) == 0 && Ascii.EqualsIgnoreCase(name, wanted))
                {
                    return index;
                }
            }
        }

        return -1;
    }

    /// <summary>Whether the list has a name.</summary>
    public bool Contains(ReadOnlySpan<byte> name) => Find(name) >= 0;
}
