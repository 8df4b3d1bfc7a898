using System.Runtime.CompilerServices;
using System.Text;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>A list of names, such as the members that a reader wants, searched by bytes without allocating and ignoring case.</summary>
internal sealed class AsciiNames
{
    private const int Buckets = 256; // so many that most names that are not in the list fall into an empty one

    private readonly byte[][] _names;
    private readonly int[] _first = new int[Buckets];
    private readonly int[] _next;

    /// <summary>The names in order; ASCII. Of equal names the first is found.</summary>
    public AsciiNames(params ReadOnlySpan<string> names)
    {
        _names = new byte[names.Length][];
        _next = new int[names.Length];
        Array.Fill(_first, -1);
        for (var i = names.Length - 1; i >= 0; i--)
        {
            _names[i] = Encoding.ASCII.GetBytes(names[i]);
            ref var first = ref _first[Bucket(_names[i])];
            (_next[i], first) = (first, i);
        }
    }

    /// <summary>How many names there are.</summary>
    public int Count => _names.Length;

    /// <summary>One name for each value of an enumeration that counts from zero.</summary>
    public static AsciiNames Of<T>()
        where T : struct, Enum => new(Enum.GetNames<T>());

    /// <summary>Where a name stands in the list; -1 when it does not.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (var i = _first[Bucket(name)]; i >= 0; i = _next[i])
        {
            if (name.SequenceEqual(_names[i]) || Ascii.EqualsIgnoreCase(name, _names[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether the list has a name.</summary>
    public bool Contains(ReadOnlySpan<byte> name) => Find(name) >= 0;

    // By length, middle and last letter: names of one list begin alike. 0x20 is the bit between cases.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Bucket(ReadOnlySpan<byte> name) =>
        name.IsEmpty ? 0 : ((name.Length * 7) ^ ((name[name.Length / 2] | 0x20) * 5) ^ ((name[^1] | 0x20) * 13)) & (Buckets - 1);
}
