using System.Buffers.Binary;

namespace ExposurePipeline.Exposure.Values;

/// <summary>A hash that is the same in every process and version: FNV-1a over UTF-16 units, then a 64-bit finaliser.</summary>
/// <remarks>Stored keys depend on it; its values are pinned by a test. Not for secrets.</remarks>
public static class StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>The hash of one text.</summary>
    public static ulong Of(ReadOnlySpan<char> text) => Finish(Add(Offset, text));

    /// <summary>The hash of two texts, kept apart by a separator that neither shifts into the other.</summary>
    public static ulong Of(ReadOnlySpan<char> first, ReadOnlySpan<char> second) => Finish(Add(Add(Offset, first) * Prime, second));

    /// <summary>The hash of raw bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = Offset;
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * Prime;
        }

        return Finish(hash);
    }

    /// <summary>The hash of an address; an IPv4 address and the IPv6 address of the same number differ. It decides which addresses a sample keeps.</summary>
    public static ulong Of(IpAddress address)
    {
        Span<byte> bytes = stackalloc byte[17];
        bytes[0] = address.IsV4 ? (byte)4 : (byte)6;
        BinaryPrimitives.WriteUInt128BigEndian(bytes[1..], address.Bits);
        return Of(bytes);
    }

    /// <summary>Spreads the bits of a number, so that neighbours fall apart.</summary>
    public static ulong Of(ulong number) => Finish(number ^ Offset);

    private static ulong Add(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            hash = (hash ^ c) * Prime;
        }

        return hash;
    }

    private static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return hash ^ (hash >> 33);
    }
}
