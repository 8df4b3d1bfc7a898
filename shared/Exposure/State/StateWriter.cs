using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>Writes the parts that both kinds of state consist of: positional arrays, times in ticks since the Unix epoch.</summary>
internal sealed class StateWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter json;

    public StateWriter(int version)
    {
        json = new(buffer, new JsonWriterOptions { Encoder = BoundedText.Encoder, SkipValidation = true });
        json.WriteStartObject();
        json.WriteNumber("v", version);
    }

    public ReadOnlyMemory<byte> Finish()
    {
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    public void Dispose() => json.Dispose();

    /// <summary>A member of rows, left out when there are none.</summary>
    public void Rows<T>(string name, IEnumerable<T> rows, Action<T> write)
    {
        using var row = rows.GetEnumerator();
        if (!row.MoveNext())
        {
            return;
        }

        json.WriteStartArray(name);
        do
        {
            json.WriteStartArray();
            write(row.Current);
            json.WriteEndArray();
        }
        while (row.MoveNext());
        json.WriteEndArray();
    }

    public void Number(long value) => json.WriteNumberValue(value);

    public void NumberOrNull(long? value)
    {
        if (value is { } known)
        {
            json.WriteNumberValue(known);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>1, 0 or null.</summary>
    public void Flag(bool? value) => NumberOrNull(value is { } known ? (known ? 1 : 0) : null);

    public void Text(string? value) => json.WriteStringValue(value);

    /// <summary>
    /// An identifier, which must not be shortened. Where most of its characters take three bytes or more, its UTF-16 units in Base64 are
    /// shorter.
    /// </summary>
    public void Id(string id)
    {
        if (3 * BoundedText.EncodedLength(id) <= 8 * id.Length)
        {
            Text(id);
            return;
        }

        json.WriteStartArray();
        json.WriteBase64StringValue(MemoryMarshal.AsBytes(id.AsSpan()));
        json.WriteEndArray();
    }

    public void Texts(IEnumerable<string> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    public void Time(DateTimeOffset? at) => NumberOrNull(at?.UtcTicks - DateTimeOffset.UnixEpoch.Ticks);

    public void Sighting(Sighting seen)
    {
        Time(seen.First);
        Number(seen.Last.UtcTicks - seen.First.UtcTicks);
    }

    public void Endpoint(Endpoint? endpoint) => Text(endpoint?.ToString());

    public void Process(ProcessRegister? process)
    {
        if (process is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        Time(process.At);
        Text(process.Value.Name);
        Text(process.Value.CommandLine);
        Number(process.Value.Id);
        json.WriteEndArray();
    }

    /// <summary>One byte with the number of IPv4 addresses, then these in 4 bytes each, then IPv6 addresses in 16 bytes each.</summary>
    public void Remotes(RemoteSample remotes)
    {
        Span<byte> bytes = stackalloc byte[1 + (16 * RemoteBound.Capacity)];
        var length = 1;
        foreach (var address in remotes.Items.OrderByDescending(a => a.IsV4))
        {
            bytes[0] += address.IsV4 ? (byte)1 : (byte)0;
            length += Write(address, bytes[length..]);
        }

        json.WriteBase64StringValue(bytes[..length]);
    }

    /// <summary>See <see cref="PackedPort"/>.</summary>
    public void Ports(OccupantPorts ports, TimeSpan slot)
    {
        Span<byte> bytes = stackalloc byte[PackedPort.Bytes * OccupantPortBound.Capacity];
        var length = 0;
        foreach (var (port, seen) in ports.Items)
        {
            PackedPort.Write(port, seen, slot, bytes[length..]);
            length += PackedPort.Bytes;
        }

        json.WriteBase64StringValue(bytes[..length]);
    }

    private static int Write(IpAddress address, Span<byte> bytes)
    {
        if (address.IsV4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)address.Bits);
            return 4;
        }

        BinaryPrimitives.WriteUInt128BigEndian(bytes, address.Bits);
        return 16;
    }
}
