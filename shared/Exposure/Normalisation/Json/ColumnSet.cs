using System.Text;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>Names of the members that a reader wants, found from bytes without allocating and ignoring case.</summary>
internal sealed class ColumnSet
{
    private readonly (int Column, byte[] Name)[][] _byLength;

    /// <summary>Column <c>i</c> is the <c>i</c>-th name; ASCII.</summary>
    public ColumnSet(params ReadOnlySpan<string> names)
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

    /// <summary>How many columns there are.</summary>
    public int Count { get; }

    /// <summary>One column for each value of an enumeration that counts from zero, under its name.</summary>
    public static ColumnSet Of<T>()
        where T : struct, Enum => new(Enum.GetNames<T>());

    /// <summary>The column of a member name; -1 when it is not wanted.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        if (name.Length < _byLength.Length)
        {
            foreach (var (column, wanted) in _byLength[name.Length])
            {
                if (Ascii.EqualsIgnoreCase(name, wanted))
                {
                    return column;
                }
            }
        }

        return -1;
    }
}
