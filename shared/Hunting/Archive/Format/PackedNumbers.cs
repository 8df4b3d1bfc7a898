using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>Whole numbers in equally many bits each: how often a common step is added to the least of them. Any of them is read alone.</summary>
internal sealed class PackedNumbers
{
    // Up to this width a number lies within the eight bytes that begin at its first one.
    private const int MaxShifted = 56;
    private readonly ReadOnlyMemory<byte> bits;
    private readonly int width;
    private readonly long least;
    private readonly long step;

    private PackedNumbers(ReadOnlyMemory<byte> bits, int count, int width, long least, long step)
    {
        (this.bits, this.width, this.least, this.step) = (bits, width, least, step);
        Count = count;
    }

    public int Count { get; }

    public bool IsConstant => width == 0;

    public long this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
            var bit = (long)index * width;
            return Value((Load(bits.Span, (int)(bit >> 3)) >> (int)(bit & 7)) & Mask(width));
        }
    }

    public static PackedNumbers Read(ByteReader from, int count)
    {
        var width = from.Byte();
        var packed = width is <= MaxShifted or 64;
        return packed
            ? new(count: count, width: width, least: from.Signed(), step: from.Signed(), bits: from.Bytes(Size(count, width)))
            : throw new DamagedSegmentException($"numbers of {width} bits are never written");
    }

    /// <summary>All numbers as values of a type.</summary>
    public void Decode<T, TForm>(Span<T> into)
        where TForm : INumberForm<T>
    {
        var data = bits.Span;
        var (wide, mask, from, by) = (width, Mask(width), least, step);
        var row = 0;
        for (var bit = 0L; row < into.Length && (bit >> 3) + 8 <= data.Length; row++, bit += wide)
        {
            var number = (Unsafe.ReadUnaligned<ulong>(in data[(int)(bit >> 3)]) >> (int)(bit & 7)) & mask;
            into[row] = TForm.Of(unchecked(from + ((long)number * by)));
        }

        for (; row < into.Length; row++)
        {
            into[row] = TForm.Of(this[row]);
        }
    }

    public static void Write(ByteWriter to, ReadOnlySpan<long> numbers)
    {
        var (width, least, step) = Shape(numbers);
        to.Byte((byte)width);
        to.Signed(least);
        to.Signed(step);
        var room = to.Room(Size(numbers.Length, width));
        room.Clear();
        for (var i = 0; i < numbers.Length && width > 0; i++)
        {
            var number = unchecked((ulong)numbers[i] - (ulong)least);
            Store(room, (long)i * width, step == 1 ? number : number / (ulong)step);
        }
    }

    /// <summary>How many bytes the numbers will take, nearly.</summary>
    public static int Estimate(ReadOnlySpan<long> numbers) => Size(numbers.Length, Shape(numbers).Width);

    public static int Size(int count, int width) => (int)((((long)count * width) + 7) >> 3);

    /// <summary>How many bits tell apart <paramref name="count"/> codes.</summary>
    public static int CodeWidth(int count) => 32 - BitOperations.LeadingZeroCount((uint)Math.Max(0, count - 1));

    private static (int Width, long Least, long Step) Shape(ReadOnlySpan<long> numbers)
    {
        var (least, most) = (numbers.IsEmpty ? 0 : numbers[0], numbers.IsEmpty ? 0 : numbers[0]);
        foreach (var number in numbers)
        {
            least = Math.Min(least, number);
            most = Math.Max(most, number);
        }

        var step = 0UL;
        for (var i = 0; i < numbers.Length && step != 1; i++)
        {
            step = Divisor(step, unchecked((ulong)numbers[i] - (ulong)least));
        }

        step = step is 0 or > long.MaxValue ? 1 : step;
        var width = 64 - BitOperations.LeadingZeroCount(unchecked((ulong)most - (ulong)least) / step);
        return (width > MaxShifted ? 64 : width, least, (long)step);
    }

    private static ulong Divisor(ulong a, ulong b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }

    private static ulong Mask(int width) => width == 64 ? ulong.MaxValue : (1UL << width) - 1;

    private static void Store(Span<byte> room, long bit, ulong number)
    {
        var at = (int)(bit >> 3);
        if (at + 8 <= room.Length)
        {
            var word = room[at..];
            BinaryPrimitives.WriteUInt64LittleEndian(word, BinaryPrimitives.ReadUInt64LittleEndian(word) | (number << (int)(bit & 7)));
            return;
        }

        for (number = number << (int)(bit & 7); number != 0; number >>= 8)
        {
            room[at++] |= (byte)number;
        }
    }

    private static ulong Load(ReadOnlySpan<byte> data, int at)
    {
        if (at + 8 <= data.Length)
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(data[at..]);
        }

        Span<byte> last = stackalloc byte[8];
        last.Clear();
        data[Math.Min(at, data.Length)..].CopyTo(last);
        return BinaryPrimitives.ReadUInt64LittleEndian(last);
    }

    private long Value(ulong number) => unchecked(least + ((long)number * step));
}
