using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Lab;

/// <summary>What a stranger reached.</summary>
/// <param name="Device">Who answered, by its own account.</param>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="LocalPort">The port on which it listens, by its own account.</param>
/// <param name="Public">The endpoint that the stranger asked.</param>
internal readonly record struct Reached(string Device, Transport Transport, int LocalPort, IPEndPoint Public);

/// <summary>Real connection attempts.</summary>
internal static class Attempts
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Tries every port of every address over both transports, all at once.</summary>
    public static async Task<IReadOnlyList<Reached>> MakeAsync(NetworkNamespace stranger, IEnumerable<IPAddress> addresses, IReadOnlyList<int> ports)
    {
        var attempts =
            from address in addresses
            from port in ports
            from transport in new[] { Transport.Tcp, Transport.Udp }
            select MakeAsync(stranger, transport, new(address, port));
        return [.. (await Task.WhenAll(attempts)).OfType<Reached>()];
    }

    /// <summary>The address that others see when the machine connects to an endpoint.</summary>
    public static async Task<IPAddress> EgressAsync(NetworkNamespace machine, IPEndPoint outside) =>
        IPAddress.Parse((await GreetingAsync(machine, Transport.Tcp, outside) ?? throw new InvalidOperationException($"{outside} did not answer"))[2]);

    private static async Task<Reached?> MakeAsync(NetworkNamespace stranger, Transport transport, IPEndPoint target) =>
        await GreetingAsync(stranger, transport, target) is { } words
            ? new(words[0], transport, int.Parse(words[1], CultureInfo.InvariantCulture), target)
            : null;

    // Null: refused, unreachable, or silent.
    private static async Task<string[]?> GreetingAsync(NetworkNamespace from, Transport transport, IPEndPoint target)
    {
        using var socket = Listener.Create(from, transport, target.AddressFamily);
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[256];
        try
        {
            await socket.ConnectAsync(target, patience.Token);
            if (transport is Transport.Udp)
                await socket.SendAsync("who is there?"u8.ToArray(), patience.Token);
            var length = await socket.ReceiveAsync(buffer, patience.Token);
            return Encoding.ASCII.GetString(buffer, 0, length).Split(' ');
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return null;
        }
    }
}
