using System.Buffers.Binary;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.State;

/// <summary>A port of an occupant in eleven bytes: three for the port, four each for the numbers of its first and last slot.</summary>
internal static class PackedPort
{
    public const int Bytes = 11;

    public static void Write(Port port, Sighting seen, TimeSpan slot, Span<byte> bytes)
    {
        bytes[0] = (byte)(port.Code >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[1..], port.Number);
        BinaryPrimitives.WriteInt32BigEndian(bytes[3..], SlotNumber(seen.First, slot));
        BinaryPrimitives.WriteInt32BigEndian(bytes[7..], SlotNumber(seen.Last, slot));
    }

    public static KeyValuePair<Port, Sighting> Read(ReadOnlySpan<byte> bytes, TimeSpan slot) => KeyValuePair.Create(
        Port.From((bytes[0] << 16) | BinaryPrimitives.ReadUInt16BigEndian(bytes[1..])),
        new Sighting(Start(BinaryPrimitives.ReadInt32BigEndian(bytes[3..]), slot), Start(BinaryPrimitives.ReadInt32BigEndian(bytes[7..]), slot)));

    private static int SlotNumber(DateTimeOffset start, TimeSpan slot) => (int)((start.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / slot.Ticks);

    private static DateTimeOffset Start(int number, TimeSpan slot) => DateTimeOffset.UnixEpoch + (number * slot);
}
