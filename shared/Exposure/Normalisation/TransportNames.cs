using System.Text;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>Transport protocols as producers write them.</summary>
internal static class TransportNames
{
    private static readonly AsciiChoice Tcp = new("tcp", "tcp4", "tcp6", "tcpv4", "tcpv6", "t", "6", "6.0");
    private static readonly AsciiChoice Udp = new("udp", "udp4", "udp6", "udpv4", "udpv6", "u", "17", "17.0", "quic", "udplite");

    /// <summary>By name or IANA number, ignoring case; null for every other protocol.</summary>
    public static Transport? Find(ReadOnlySpan<byte> text) =>
        text switch
        {
            [(byte)'6'] => Transport.Tcp, // as most producers write it
            [(byte)'t', (byte)'c', (byte)'p'] => Transport.Tcp,
            _ => Tcp.Contains(text) ? Transport.Tcp : Udp.Contains(text) ? Transport.Udp : null,
        };

    /// <summary>By name or IANA number, ignoring case; null for every other protocol.</summary>
    public static Transport? Find(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[16];
        return text.Length <= bytes.Length && Ascii.FromUtf16(text, bytes, out var length) is System.Buffers.OperationStatus.Done ? Find(bytes[..length]) : null;
    }

    private readonly struct AsciiChoice(params string[] names)
    {
        public bool Contains(ReadOnlySpan<byte> text)
        {
            foreach (var name in names)
            {
                if (Ascii.EqualsIgnoreCase(text, name))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
