using System.Numerics;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>Follows the brackets of one object or array through its blocks, to the one that closes it.</summary>
/// <param name="endingBreaks">All bits when any line break ends the scan; none when only one inside a string does: JSON forbids it, the string's end was lost.</param>
internal ref struct ContainerScan(ulong endingBreaks)
{
    private ulong _kinds; // one bit a level, the innermost lowest: 1 for an object
    private int _depth;
    private bool _isTooDeep;
    private bool _isBeyondAscii;

    /// <summary>How the value ends; truncated until then.</summary>
    public ScanEnd How { get; private set; } = ScanEnd.Truncated;

    /// <summary>The index after the bracket that ends it.</summary>
    public int End { get; private set; }

    /// <summary>Whether all that was taken is ASCII.</summary>
    public readonly bool IsAscii => !_isBeyondAscii;

    /// <summary>Takes a block that has brackets outside strings, or bytes other than printable ASCII.</summary>
    /// <returns>Whether the scan ends in it.</returns>
    public bool Take(ReadOnlySpan<byte> json, int at, scoped JsonBlock block, ulong inside, ulong brackets, ulong unusual)
    {
        var breaks = 0UL;
        if (unusual != 0)
        {
            _isBeyondAscii |= block.BeyondAscii != 0;
            breaks = block.Of((byte)'\n') & (inside | endingBreaks);
        }

        for (brackets &= Before(breaks); brackets != 0; brackets &= brackets - 1)
        {
            var bracket = at + BitOperations.TrailingZeroCount(brackets);
            if (Closes(json[bracket]))
            {
                End = bracket + 1;
                return true;
            }
        }

        return breaks != 0;
    }

    // The bits below the lowest one; all when there is none.
    private static ulong Before(ulong bits) => (bits & (0 - bits)) - 1;

    private bool Closes(byte bracket)
    {
        var isObject = bracket is (byte)'{' or (byte)'}';
        if (bracket is (byte)'{' or (byte)'[')
        {
            _kinds = (_kinds << 1) | (isObject ? 1UL : 0);
            _isTooDeep |= ++_depth > JsonScan.MaxDepth;
            return false;
        }

        if ((_kinds & 1) != 0 != isObject && !_isTooDeep)
        {
            How = ScanEnd.Mismatched;
            return true;
        }

        _kinds >>= 1;
        if (--_depth > 0)
        {
            return false;
        }

        How = _isTooDeep ? ScanEnd.TooDeep : ScanEnd.Complete;
        return true;
    }
}
