using System.Buffers;

namespace ExposurePipeline.Local.Telemetry;

/// <summary>Puts JSON values into arrays of at most <see cref="Messages.TargetBytes"/> bytes.</summary>
internal sealed class RecordPacker
{
    private readonly ArrayBufferWriter<byte> _body = new();
    private readonly byte[] _open;
    private readonly byte[] _close;

    /// <param name="open">What stands before the first value.</param>
    /// <param name="close">What stands after the last.</param>
    public RecordPacker(ReadOnlySpan<byte> open, ReadOnlySpan<byte> close) => (_open, _close) = (open.ToArray(), close.ToArray());

    /// <summary>Adds a value; returns the finished body that it no longer fitted into.</summary>
    public ReadOnlyMemory<byte>? Add(ReadOnlySpan<byte> value)
    {
        var full = _body.WrittenCount > 0 && _body.WrittenCount + value.Length + _close.Length + 1 > Messages.TargetBytes;
        var finished = full ? Rest() : null;
        _body.Write(_body.WrittenCount == 0 ? _open : ","u8);
        _body.Write(value);
        return finished;
    }

    /// <summary>The body under way; null when there is none.</summary>
    public ReadOnlyMemory<byte>? Rest()
    {
        if (_body.WrittenCount == 0)
            return null;
        _body.Write(_close);
        var body = _body.WrittenSpan.ToArray();
        _body.ResetWrittenCount();
        return body;
    }
}
