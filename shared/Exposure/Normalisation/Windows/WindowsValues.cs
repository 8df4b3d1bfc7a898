using System.Text;

namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>Values by field, as bytes: most events are filtered by a few of them, and only what is asked for becomes text.</summary>
internal sealed class WindowsValues
{
    private const int FirstRoom = 4096;

    private static readonly int Fields = Enum.GetValues<WindowsField>().Length;

    private readonly Range[] _places = new Range[Fields];
    private readonly (byte[] Bytes, string Text)[] _last = new (byte[], string)[Fields];
    private byte[] _bytes = new byte[FirstRoom];
    private int _used;

    /// <summary>The value as UTF-8; empty when there is none.</summary>
    public ReadOnlySpan<byte> this[WindowsField field] => _bytes.AsSpan(_places[(int)field]);

    /// <summary>The value as text; null when there is none. The same text for the same value in a row: provider, channel and computer seldom change.</summary>
    public string? Text(WindowsField field)
    {
        var value = this[field];
        if (value.IsEmpty)
        {
            return null;
        }

        ref var last = ref _last[(int)field];
        last = value.SequenceEqual(last.Bytes) ? last : (value.ToArray(), Encoding.UTF8.GetString(value));
        return last.Text;
    }

    /// <summary>Keeps a value.</summary>
    public void Set(WindowsField field, ReadOnlySpan<byte> value)
    {
        if (_bytes.Length - _used < value.Length)
        {
            Array.Resize(ref _bytes, (_bytes.Length + value.Length) * 2);
        }

        value.CopyTo(_bytes.AsSpan(_used));
        _places[(int)field] = _used..(_used + value.Length);
        _used += value.Length;
    }

    /// <summary>Forgets every value.</summary>
    public void Clear()
    {
        Array.Clear(_places);
        _used = 0;
    }
}
