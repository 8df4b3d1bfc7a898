using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary>One row of an advanced hunting table, and what every table has in common.</summary>
internal readonly ref struct DefenderRow(JsonRow cells, TenantId tenant)
{
    /// <summary>How much of a process's file name is kept, in characters.</summary>
    public const int FileNameKept = 128;

    /// <summary>How much of its command line is kept.</summary>
    public const int CommandLineKept = 256;

    private readonly JsonRow _cells = cells;

    /// <summary>Whose row it is.</summary>
    public TenantId Tenant { get; } = tenant;

    /// <summary>The value of a column.</summary>
    public JsonValue this[DefenderColumn column] => _cells[(int)column];

    /// <summary>Concludes the record and returns false when the row names no device, or a time that cannot be used.</summary>
    public bool TryIdentify(ReadingContext context, RecordSink sink, out EntityId device, out DateTimeOffset time)
    {
        device = default;
        if (!TryTime(context, sink, out time))
        {
            return false;
        }

        var id = this[DefenderColumn.DeviceId];
        if (id.IsAbsent)
        {
            sink.Reject(RejectionReason.MissingField, "DeviceId");
            return false;
        }

        if (!DeviceId.TryCreate(id.Text(DeviceId.MaxLength + 1, context.Texts), out var name))
        {
            sink.Reject(RejectionReason.InvalidIdentifier, $"DeviceId of {id.Bytes.Length} bytes; at most {DeviceId.MaxLength} characters");
            return false;
        }

        device = EntityId.Of(Tenant, name);
        return true;
    }

    /// <summary>
    /// Concludes the record and returns false when a column holds neither a port nor nothing, or an address column neither an address nor
    /// nothing. A missing address becomes <see cref="IpAddress.Unspecified"/>, a missing port 0.
    /// </summary>
    public bool TryEndpoint(DefenderColumn ip, DefenderColumn port, RecordSink sink, out Endpoint endpoint)
    {
        endpoint = default;
        var address = IpAddress.Unspecified;
        if (!this[ip].IsAbsent && !this[ip].TryAddress(out address))
        {
            sink.Reject(RejectionReason.InvalidField, $"{ip} {this[ip].Text(64)} is no address");
            return false;
        }

        if (!this[port].TryPort(out var number))
        {
            sink.Reject(RejectionReason.InvalidField, $"{port} {this[port].Text(32)} is no port");
            return false;
        }

        endpoint = new(address, number);
        return true;
    }

    /// <summary>Concludes the record and returns false unless the protocol is TCP or UDP; <c>TcpV4</c> and the like count.</summary>
    /// <param name="sink">Where the record is concluded.</param>
    /// <param name="assumed">What a missing protocol stands for; null when it may stand for either.</param>
    /// <param name="transport">The protocol.</param>
    public bool TryTransport(RecordSink sink, Transport? assumed, out Transport transport)
    {
        var protocol = this[DefenderColumn.Protocol];
        transport = assumed ?? default;
        if (protocol.IsAbsent)
        {
            if (assumed is null)
            {
                sink.Reject(RejectionReason.MissingField, "Protocol");
            }

            return assumed is not null;
        }

        transport = protocol switch
        {
            _ when protocol.Is("Tcp"u8) || protocol.Is("TcpV4"u8) || protocol.Is("TcpV6"u8) => Transport.Tcp,
            _ when protocol.Is("Udp"u8) || protocol.Is("UdpV4"u8) || protocol.Is("UdpV6"u8) => Transport.Udp,
            _ => default,
        };
        if (transport == default)
        {
            sink.Filter(FilterRule.TransportNotRead);
        }

        return transport != default;
    }

    /// <summary>The process columns; null when none is filled, as for UDP.</summary>
    public ProcessIdentity? Process()
    {
        var name = this[DefenderColumn.InitiatingProcessFileName].Text(FileNameKept);
        return name is null
            ? null
            : new(name, this[DefenderColumn.InitiatingProcessCommandLine].Text(CommandLineKept), this[DefenderColumn.InitiatingProcessId].Number() ?? 0);
    }

    // The sensor's clock; the envelope's "time" is when Microsoft exported the record, minutes later.
    private bool TryTime(ReadingContext context, RecordSink sink, out DateTimeOffset time)
    {
        var stamp = this[DefenderColumn.Timestamp];
        if (!stamp.TryTime(out time))
        {
            sink.Reject(RejectionReason.InvalidTimestamp, stamp.IsAbsent ? "Timestamp is missing" : $"Timestamp {stamp.Text(64)}");
            return false;
        }

        if (context.Refuse(time) is { } refusal)
        {
            sink.Reject(refusal, $"Timestamp {stamp.Text(64)}");
            return false;
        }

        return true;
    }
}
