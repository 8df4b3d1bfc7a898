using System.Runtime.CompilerServices;
using Stream = System.IO.Stream;

namespace ExposurePipeline.Reachability.Resources.Documents;

/// <summary>The part of a text that is in memory: it moves on over the text, and grows where a value does not fit.</summary>
/// <param name="stream">The text from here on.</param>
/// <param name="size">Bytes to begin with.</param>
internal sealed class TextWindow(Stream stream, int size)
{
    private byte[] buffer = new byte[size];
    private int first;
    private int last;

    /// <summary>Where the window begins.</summary>
    public TextPosition Position { get; private set; } = new(1, 0);

    /// <summary>What is in it.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(first, last - first);

    /// <summary>How many bytes.</summary>
    public int Length => last - first;

    /// <summary>Reads on; false at the end of the text.</summary>
    public bool More()
    {
        if (last == buffer.Length)
        {
            MakeRoom();
        }

        var count = stream.Read(buffer, last, buffer.Length - last);
        last += count;
        return count > 0;
    }

    /// <summary>Leaves bytes behind.</summary>
    public void Pass(int count)
    {
        Position = PositionAt(count);
        first += count;
    }

    /// <summary>The place of a byte of the window.</summary>
    public TextPosition PositionAt(int index) => new(Position.Line + Bytes[..index].Count((byte)'\n'), Position.Byte + index);

    /// <summary>The beginning of the window as a text of its own, valid until the window moves.</summary>
    public Stream Beginning(int length) => new System.IO.MemoryStream(buffer, first, length, writable: false);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MakeRoom()
    {
        var kept = Bytes;
        var target = kept.Length > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
        kept.CopyTo(target);
        (buffer, first, last) = (target, 0, kept.Length);
    }
}
