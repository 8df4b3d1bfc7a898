using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>64 bytes of JSON as sets of positions; the lowest bit of a set is the first byte.</summary>
/// <remarks>
/// The method of simdjson's first stage (Langdale and Lemire, 2019) in portable vectors: as wide as the processor has them, and without
/// any the framework does the same byte by byte.
/// </remarks>
internal readonly ref struct JsonBlock
{
    /// <summary>How many bytes a block has.</summary>
    public const int Size = 64;

    private readonly ref readonly byte _bytes;

    /// <summary>The <see cref="Size"/> bytes that begin here.</summary>
    public JsonBlock(ref readonly byte bytes) => _bytes = ref bytes;

    /// <summary>Where a byte stands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(byte value)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return Vector512.Equals(Vector512.LoadUnsafe(in _bytes), Vector512.Create(value)).ExtractMostSignificantBits();
        }

        var wanted = Vector256.Create(value);
        return Bits(Vector256.Equals(Vector256.LoadUnsafe(in _bytes), wanted), Vector256.Equals(Vector256.LoadUnsafe(in _bytes, 32), wanted));
    }

    /// <summary>Where brackets stand. The bit 0x20 alone tells { from [ and } from ].</summary>
    public ulong Brackets
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (Vector512.IsHardwareAccelerated)
            {
                var folded = Vector512.LoadUnsafe(in _bytes) | Vector512.Create((byte)0x20);
                return (Vector512.Equals(folded, Vector512.Create((byte)'{')) | Vector512.Equals(folded, Vector512.Create((byte)'}'))).ExtractMostSignificantBits();
            }

            return Bits(Brackets256(0), Brackets256(32));
        }
    }

    /// <summary>Where bytes beyond ASCII stand.</summary>
    public ulong BeyondAscii => Bits(Vector256.LoadUnsafe(in _bytes), Vector256.LoadUnsafe(in _bytes, 32));

    /// <summary>Where bytes stand that are neither printable nor ASCII: as signed numbers, all of them are less than a space.</summary>
    public ulong Unusual
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (Vector512.IsHardwareAccelerated)
            {
                return Vector512.LessThan(Vector512.LoadUnsafe(in _bytes).AsSByte(), Vector512.Create((sbyte)' ')).ExtractMostSignificantBits();
            }

            var space = Vector256.Create((sbyte)' ');
            return Bits(Vector256.LessThan(Vector256.LoadUnsafe(in _bytes).AsSByte(), space).AsByte(), Vector256.LessThan(Vector256.LoadUnsafe(in _bytes, 32).AsSByte(), space).AsByte());
        }
    }

    private Vector256<byte> Brackets256(nuint at)
    {
        var folded = Vector256.LoadUnsafe(in _bytes, at) | Vector256.Create((byte)0x20);
        return Vector256.Equals(folded, Vector256.Create((byte)'{')) | Vector256.Equals(folded, Vector256.Create((byte)'}'));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> low, Vector256<byte> high) =>
        low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << 32);
}
