using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace ExposurePipeline.Local.Broker.Hubs;

/// <summary>
/// Which partition a key goes to, as Event Hubs decides it: Bob Jenkins' lookup3 (public domain) over the UTF-8 key, both halves folded to
/// 16 bits. The same key lands on the same partition here and in Azure when the partition counts agree.
/// </summary>
internal static class PartitionKeyHash
{
    private const int BlockSize = 12;

    /// <summary>From 0 to <paramref name="partitionCount"/> exclusive.</summary>
    public static int Choose(string partitionKey, int partitionCount) => Math.Abs(Of(partitionKey) % partitionCount);

    public static short Of(string partitionKey)
    {
        var data = Encoding.UTF8.GetBytes(partitionKey).AsSpan();
        var state = new State(0xdeadbeef + (uint)data.Length);
        for (; data.Length > BlockSize; data = data[BlockSize..])
            state = state.Add(data).Mix();

        if (data.Length > 0)
        {
            Span<byte> last = stackalloc byte[BlockSize];
            last.Clear();
            data.CopyTo(last);
            state = state.Add(last).Final();
        }

        return unchecked((short)(state.C ^ state.B));
    }

    private readonly record struct State(uint A, uint B, uint C)
    {
        public State(uint start) : this(start, start, start)
        {
        }

        public State Add(ReadOnlySpan<byte> block) => new(
            A + BinaryPrimitives.ReadUInt32LittleEndian(block),
            B + BinaryPrimitives.ReadUInt32LittleEndian(block[4..]),
            C + BinaryPrimitives.ReadUInt32LittleEndian(block[8..]));

        public State Mix()
        {
            var (a, b, c) = this;
            a -= c; a ^= BitOperations.RotateLeft(c, 4); c += b;
            b -= a; b ^= BitOperations.RotateLeft(a, 6); a += c;
            c -= b; c ^= BitOperations.RotateLeft(b, 8); b += a;
            a -= c; a ^= BitOperations.RotateLeft(c, 16); c += b;
            b -= a; b ^= BitOperations.RotateLeft(a, 19); a += c;
            c -= b; c ^= BitOperations.RotateLeft(b, 4); b += a;
            return new State(a, b, c);
        }

        public State Final()
        {
            var (a, b, c) = this;
            c ^= b; c -= BitOperations.RotateLeft(b, 14);
            a ^= c; a -= BitOperations.RotateLeft(c, 11);
            b ^= a; b -= BitOperations.RotateLeft(a, 25);
            c ^= b; c -= BitOperations.RotateLeft(b, 16);
            a ^= c; a -= BitOperations.RotateLeft(c, 4);
            b ^= a; b -= BitOperations.RotateLeft(a, 14);
            c ^= b; c -= BitOperations.RotateLeft(b, 24);
            return new State(a, b, c);
        }
    }
}
