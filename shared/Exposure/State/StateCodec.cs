using System.Text.Json;

namespace ExposurePipeline.Exposure.State;

/// <summary>Stored form of device and address records: UTF-8 JSON of positional arrays, with a version. Equal states have equal bytes.</summary>
public static class StateCodec
{
    /// <summary>The largest state, two table properties of 64 KiB each; the bounds of the state types keep below it.</summary>
    public const int MaxBytes = 128 * 1024;

    /// <summary>Version of the layout.</summary>
    public const int Version = 2;

    /// <summary>Encodes a device.</summary>
    public static ReadOnlyMemory<byte> Encode(DeviceRecord record)
    {
        using var writer = new StateWriter(Version);
        DeviceLayout.Write(writer, record);
        return writer.Finish();
    }

    /// <summary>Encodes an address.</summary>
    public static ReadOnlyMemory<byte> Encode(AddressRecord record)
    {
        using var writer = new StateWriter(Version);
        AddressLayout.Write(writer, record);
        return writer.Finish();
    }

    /// <summary>Decodes a device; no bytes are a device never heard of.</summary>
    /// <exception cref="InvalidDataException">The bytes are not of this layout; says at which byte.</exception>
    public static DeviceRecord DecodeDevice(ReadOnlyMemory<byte> bytes) =>
        bytes.IsEmpty ? DeviceRecord.Empty : Decode(bytes.Span, DeviceLayout.Read);

    /// <summary>Decodes an address; no bytes are an address never heard of.</summary>
    /// <exception cref="InvalidDataException">The bytes are not of this layout; says at which byte.</exception>
    public static AddressRecord DecodeAddress(ReadOnlyMemory<byte> bytes) =>
        bytes.IsEmpty ? AddressRecord.Empty : Decode(bytes.Span, AddressLayout.Read);

    private static T Decode<T>(ReadOnlySpan<byte> utf8, StateReader.Row<T> read)
    {
        var reader = new StateReader(utf8);
        try
        {
            return reader.Member() is "v" && reader.Number() == Version ? read(ref reader) : throw reader.Unexpected();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"Stored state is unreadable at byte {reader.Position}: {e.Message}", e);
        }
    }
}
