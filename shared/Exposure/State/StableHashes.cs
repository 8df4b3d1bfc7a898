using System.Buffers.Binary;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>Stable hashes of compound values. Stored states and message ids depend on them; pinned by a test.</summary>
public static class StableHashes
{
    private const int AddressBytes = 17;
    private const int EndpointBytes = AddressBytes + 3;

    /// <summary>Of a listener.</summary>
    public static ulong Of(ListenerKey key)
    {
        Span<byte> bytes = stackalloc byte[1 + EndpointBytes];
        bytes[0] = (byte)key.Transport;
        Write(key.Local, bytes[1..]);
        return StableHash.Of(bytes);
    }

    /// <summary>Of an evidence.</summary>
    public static ulong Of(EvidenceKey key)
    {
        Span<byte> bytes = stackalloc byte[2 + (2 * EndpointBytes)];
        bytes[0] = (byte)key.Reason;
        bytes[1] = (byte)key.Transport;
        Write(key.Local, bytes[2..]);
        Write(key.Public, bytes[(2 + EndpointBytes)..]);
        return StableHash.Of(bytes);
    }

    /// <summary>Of a path.</summary>
    public static ulong Of(ForwardingPath path)
    {
        Span<byte> bytes = stackalloc byte[5 + EndpointBytes];
        bytes[0] = (byte)path.Transport;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[1..], path.FromPort);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[3..], path.ToPort);
        Write(path.Target, bytes[5..]);
        return StableHash.Of(StableHash.Of(bytes) ^ StableHash.Of(path.Rule));
    }

    private static void Write(Endpoint? endpoint, Span<byte> bytes)
    {
        bytes[..EndpointBytes].Clear();
        if (endpoint is { } known)
        {
            bytes[0] = 1;
            BinaryPrimitives.WriteUInt16BigEndian(bytes[1..], known.Port);
            Write(known.Address, bytes[3..]);
        }
    }

    private static void Write(IpAddress address, Span<byte> bytes)
    {
        bytes[0] = address.IsV4 ? (byte)4 : (byte)6;
        BinaryPrimitives.WriteUInt128BigEndian(bytes[1..], address.Bits);
    }
}
