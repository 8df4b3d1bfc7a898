using System.Text;

namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>Reads what <see cref="ByteWriter"/> wrote; never beyond the end.</summary>
internal sealed class ByteReader(ReadOnlyMemory<byte> bytes)
{
    private int at;

    public int Left => bytes.Length - at;

    public byte Byte() => Bytes(1).Span[0];

    public ReadOnlyMemory<byte> Bytes(int count)
    {
        if (count < 0 || count > Left)
        {
            throw new DamagedSegmentException($"{count} bytes were expected and {Left} are left");
        }

        at += count;
        return bytes.Slice(at - count, count);
    }

    public ReadOnlyMemory<byte> Rest() => Bytes(Left);

    public ulong Number()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new DamagedSegmentException("a number has no end");
    }

    /// <summary>A number from 0 to <paramref name="most"/>, so that nothing is allocated for what cannot be there.</summary>
    public int Count(long most)
    {
        var count = Number();
        return count <= (ulong)most ? (int)count : throw new DamagedSegmentException($"a count of {count} is more than the {most} that can be");
    }

    public long Signed()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public string Text() => Encoding.UTF8.GetString(Bytes(Count(Left)).Span);
}
