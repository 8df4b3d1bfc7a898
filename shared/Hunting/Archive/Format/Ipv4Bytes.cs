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
        for (var octet = 0; octet < 4; octet++)
        {
            var digits = octet < 3 ? text.IndexOf('.') : text.Length;
            if (digits is < 1 or > 3 || !TryOctet(text[..digits], out var value))
            {
                return false;
            }

            address = (address << 8) | value;
            text = octet < 3 ? text[(digits + 1)..] : text;
        }

        return true;
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

    private static bool TryOctet(ReadOnlySpan<char> digits, out uint value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            value = (value * 10) + (uint)(digit - '0');
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }
        }

        return value < 256 && (digits[0] != '0' || digits.Length == 1);
    }
}
