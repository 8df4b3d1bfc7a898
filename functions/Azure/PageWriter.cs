using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Writes entries into pages; what exceeds the size of one is spread evenly over several.</summary>
internal sealed class PageWriter(UInt128 from, int fullBytes)
{
    private readonly ArrayBufferWriter<byte> entries = new(fullBytes);
    private readonly List<(UInt128 Key, int End)> ends = [];
    private bool hasState;

    /// <summary>An entry as another page had it.</summary>
    public void Copy(UInt128 key, ReadOnlySpan<byte> entry)
    {
        if (entry.IsEmpty)
        {
            Nothing(key);
            return;
        }

        hasState |= BinaryPrimitives.ReadUInt16LittleEndian(entry) > 0;
        entries.Write(entry);
        ends.Add((key, entries.WrittenCount));
    }

    public void Write(PageChange change)
    {
        if (change.Stored is not { Version: { } version } stored)
        {
            Nothing(change.Key);
            return;
        }

        var head = entries.GetSpan(PageReader.Head + (3 * version.Length) + stored.State.Length);
        var written = Encoding.UTF8.GetBytes(version, head[PageReader.Head..]);
        BinaryPrimitives.WriteUInt16LittleEndian(head, (ushort)written);
        BinaryPrimitives.WriteInt32LittleEndian(head[2..], stored.State.Length);
        stored.State.Span.CopyTo(head[(PageReader.Head + written)..]);
        entries.Advance(PageReader.Head + written + stored.State.Length);
        ends.Add((change.Key, entries.WrittenCount));
        hasState = true;
    }

    /// <summary>The pages.</summary>
    public List<StatePage> Finish()
    {
        var parts = Math.Clamp((entries.WrittenCount + fullBytes - 1) / fullBytes, 1, Math.Max(1, ends.Count));
        var pages = new List<StatePage>(parts);
        for (var i = 0; i < parts; i++)
        {
            pages.Add(Page(i == 0 ? from : ends[i * ends.Count / parts].Key, i * ends.Count / parts, (i + 1) * ends.Count / parts));
        }

        return pages;
    }

    private void Nothing(UInt128 key)
    {
        entries.Write<byte>(stackalloc byte[PageReader.Head]);
        ends.Add((key, entries.WrittenCount));
    }

    private StatePage Page(UInt128 first, int start, int end)
    {
        UInt128[] keys = [.. ends[start..end].Select(static entry => entry.Key)];
        var (begin, stop) = (start == 0 ? 0 : ends[start - 1].End, end == 0 ? 0 : ends[end - 1].End);
        return StatePage.Pack(first, keys, hasState ? entries.WrittenSpan[begin..stop] : default);
    }
}
