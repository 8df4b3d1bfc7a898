using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Linux;

/// <summary>One direction of a connection, as written: who sends to whom.</summary>
internal ref struct ConntrackTuple
{
    private ReadOnlySpan<byte> _source;
    private ReadOnlySpan<byte> _sourcePort;
    private ReadOnlySpan<byte> _target;
    private ReadOnlySpan<byte> _targetPort;

    /// <summary>Whether its first field, the source, has been read.</summary>
    public readonly bool HasBegun => !_source.IsEmpty;

    /// <summary>Whether all four fields have been read.</summary>
    public readonly bool IsComplete => !_source.IsEmpty && !_target.IsEmpty && !_sourcePort.IsEmpty && !_targetPort.IsEmpty;

    /// <summary>Takes a field; others are none of a tuple's.</summary>
    public void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("src"u8))
        {
            _source = value;
        }
        else if (name.SequenceEqual("dst"u8))
        {
            _target = value;
        }
        else if (name.SequenceEqual("sport"u8))
        {
            _sourcePort = value;
        }
        else if (name.SequenceEqual("dport"u8))
        {
            _targetPort = value;
        }
    }

    /// <summary>The sender and the receiver; otherwise the current record is rejected.</summary>
    public readonly bool TryRead(RecordSink sink, out Endpoint sender, out Endpoint receiver)
    {
        receiver = default;
        return TryEndpoint(_source, _sourcePort, sink, out sender) && TryEndpoint(_target, _targetPort, sink, out receiver);
    }

    private static bool TryEndpoint(ReadOnlySpan<byte> host, ReadOnlySpan<byte> port, RecordSink sink, out Endpoint endpoint)
    {
        var isValid = IpAddress.TryParse(host, out var address) & ushort.TryParse(port, System.Globalization.NumberStyles.None, null, out var number);
        endpoint = new(address, number);
        if (!isValid)
        {
            sink.Reject(RejectionReason.InvalidField, $"address '{ConntrackEntry.Excerpt(host)}' port '{ConntrackEntry.Excerpt(port)}'");
        }

        return isValid;
    }
}
