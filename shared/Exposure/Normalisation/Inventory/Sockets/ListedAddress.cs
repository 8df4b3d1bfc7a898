using System.Globalization;
using System.Text;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Sockets;

/// <summary>
/// An endpoint as socket lists write it: <c>0.0.0.0%lo:53</c>, <c>[fe80::1]%eth0:546</c>, <c>[fe80::1%12]:546</c>, <c>:::80</c>, <c>*:80</c>, and
/// <c>*.22</c> of BSD.
/// </summary>
internal readonly ref struct ListedAddress
{
    /// <summary>Splits at the last colon, or at the last dot where it comes later.</summary>
    public ListedAddress(ReadOnlySpan<byte> text)
    {
        var end = text.LastIndexOfAny((byte)':', (byte)'.');
        var host = end < 0 ? text : text[..end];
        var zone = host.IndexOf((byte)'%');
        Port = end < 0 ? default : text[(end + 1)..];
        Host = (zone < 0 ? host : host[..zone]).Trim("[]"u8);
        Zone = zone < 0 ? default : host[(zone + 1)..].TrimEnd((byte)']');
    }

    /// <summary>The address or name, without brackets.</summary>
    public ReadOnlySpan<byte> Host { get; }

    /// <summary>The interface it is bound to; empty where none is named.</summary>
    public ReadOnlySpan<byte> Zone { get; }

    /// <summary>The port's number or name.</summary>
    public ReadOnlySpan<byte> Port { get; }

    /// <summary>Nobody's: what stands as peer of a socket that is not connected, whatever the language of its state.</summary>
    public bool IsNobody => Port is [(byte)'*'] or [(byte)'0'];

    /// <summary>Bound to the loopback interface, by address, by device or by name.</summary>
    public bool IsLoopback => Zone.SequenceEqual("lo"u8) || Zone.SequenceEqual("lo0"u8) || Ascii.EqualsIgnoreCase(Host, "localhost"u8);

    /// <summary>False for a name; a lone <c>*</c> is every interface of both families.</summary>
    public bool TryAddress(out IpAddress address)
    {
        address = new(0, IsV4: false);
        return Host is [] or [(byte)'*'] || IpAddress.TryParse(Host, out address);
    }

    /// <summary>False for what is neither a port number nor one of the better known names.</summary>
    public bool TryPort(out ushort port) =>
        ushort.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out port) || ServiceNames.TryFind(Port, out port);
}
