namespace ExposurePipeline.Hunting.Values;

/// <summary>Which values of a column are null, a bit each; no bits when none is.</summary>
public struct NullMask
{
    private ulong[]? bits;

    /// <summary>Whether some value may be null.</summary>
    public readonly bool Any => bits is not null;

    /// <summary>Whether the value at an index is null.</summary>
    public readonly bool this[int index] => bits is not null && index >> 6 < bits.Length && (bits[index >> 6] >> (index & 63) & 1) != 0;

    /// <summary>Marks a value null.</summary>
    public void Set(int index)
    {
        var word = index >> 6;
        if (bits is null || word >= bits.Length)
        {
            Array.Resize(ref bits, Math.Max(word + 1, (bits?.Length ?? 0) * 2));
        }

        bits![word] |= 1UL << (index & 63);
    }
}
