using System.Buffers.Binary;

namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>IPv4 addresses in their usual text, four bytes each.</summary>
internal static class Ipv4Bytes
{
    private static readonly string[] Octets = [.. Enumerable.Range(0, 256).Select(octet => $"{octet}")];

    /// <summary>Reads a text that <see cref="Text"/> would give back as it is.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        var (octet, digits, dots) = (0u, 0, 0);
        foreach (var c in text)
        {
            if (c == '.' && digits > 0 && ++dots < 4)
            {
                (address, octet, digits) = ((address << 8) | octet, 0, 0);
            }
            else if (!char.IsAsciiDigit(c) || (digits > 0 && octet == 0) || (octet = (octet * 10) + (uint)(c - '0')) > 255)
            {
                return false;
            }
            else
            {
                digits++;
            }
        }

        address = (address << 8) | octet;
        return dots == 3 && digits > 0;
    }

    public static string Text(uint address)
    {
        var (a, b, c, d) = (Octets[address >> 24], Octets[(byte)(address >> 16)], Octets[(byte)(address >> 8)], Octets[(byte)address]);
        return string.Create(a.Length + b.Length + c.Length + d.Length + 3, (a, b, c, d), static (into, octets) =>
        {
            into = Put(into, octets.a);
            into = Put(into, octets.b);
            into = Put(into, octets.c);
            octets.d.CopyTo(into);
        });
    }

    public static uint Load(ReadOnlySpan<byte> bytes, int index) => BinaryPrimitives.ReadUInt32BigEndian(bytes[(index * 4)..]);

    public static void Store(ByteWriter to, uint address) => BinaryPrimitives.WriteUInt32BigEndian(to.Room(4), address);

    private static Span<char> Put(Span<char> into, string octet)
    {
        octet.CopyTo(into);
        into[octet.Length] = '.';
        return into[(octet.Length + 1)..];
    }
}
