using System.Runtime.InteropServices;
using System.Text;

namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>How texts lie in bytes.</summary>
internal enum TextForm : byte
{
    /// <summary>UTF-8, with where each ends.</summary>
    Utf8,

    /// <summary>UTF-16, for texts that are no valid Unicode.</summary>
    Utf16,

    /// <summary>Four bytes each; texts that are no IPv4 address stand aside.</summary>
    Ipv4,
}

/// <summary>Texts of a segment, read one by one or all at once.</summary>
internal abstract class Texts(int count)
{
    private string[]? all;

    public int Count { get; } = count;

    /// <summary>An estimate of the memory it holds once all are read.</summary>
    public abstract long Bytes { get; }

    /// <summary>All texts, made once.</summary>
    public string[] All => all ?? Interlocked.CompareExchange(ref all, Made(), null) ?? all;

    public string this[int index] => all is { } made ? made[index] : Text(index);

    protected abstract string Text(int index);

    public static Texts Read(ByteReader from, int count)
    {
        var form = (TextForm)from.Byte();
        var bytes = new ByteReader(Compression.Read(from));
        return form switch
        {
            TextForm.Utf8 => new EncodedTexts(bytes, count, isUtf8: true),
            TextForm.Utf16 => new EncodedTexts(bytes, count, isUtf8: false),
            TextForm.Ipv4 => new Ipv4Texts(bytes, count),
            _ => throw new DamagedSegmentException($"texts are never written in form {form}"),
        };
    }

    private string[] Made()
    {
        var made = new string[Count];
        for (var i = 0; i < made.Length; i++)
        {
            made[i] = Text(i);
        }

        return made;
    }
}

/// <summary>Texts one after another, and where each ends.</summary>
internal sealed class EncodedTexts(ByteReader from, int count, bool isUtf8) : Texts(count)
{
    private readonly PackedNumbers ends = PackedNumbers.Read(from, count);
    private readonly ReadOnlyMemory<byte> content = from.Rest();

    public override long Bytes => (content.Length * 3L) + (Count * 40L);

    protected override string Text(int index)
    {
        var (start, end) = (index == 0 ? 0 : ends[index - 1], ends[index]);
        if (start < 0 || start > end || end > content.Length)
        {
            throw new DamagedSegmentException($"text {index} lies from byte {start} to {end} of {content.Length}");
        }

        var bytes = content.Span[(int)start..(int)end];
        return isUtf8 ? Encoding.UTF8.GetString(bytes) : new(MemoryMarshal.Cast<byte, char>(bytes));
    }
}

/// <summary>Texts that are IPv4 addresses but for some.</summary>
internal sealed class Ipv4Texts : Texts
{
    private readonly int[] aside;
    private readonly EncodedTexts others;
    private readonly ReadOnlyMemory<byte> addresses;

    public Ipv4Texts(ByteReader from, int count)
        : base(count)
    {
        addresses = from.Bytes(checked(count * 4));
        aside = new int[from.Count(count)];
        PackedNumbers.Read(from, aside.Length).Decode<int, IntForm>(aside);
        others = new(from, aside.Length, isUtf8: true);
    }

    public override long Bytes => (Count * 52L) + others.Bytes;

    protected override string Text(int index)
    {
        var address = Ipv4Bytes.Load(addresses.Span, index);
        var other = address == 0 ? Array.BinarySearch(aside, index) : -1;
        return other >= 0 ? others[other] : Ipv4Bytes.Text(address);
    }
}
