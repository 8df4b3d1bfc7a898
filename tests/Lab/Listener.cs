using System.Net;
using System.Net.Sockets;
using System.Text;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Lab;

/// <summary>A listening socket of a machine. It greets everyone with the name of the machine, its own port, and the address it sees.</summary>
/// <remarks>Blocks a thread of its own: an answer that waits for a busy thread pool is too late for a scanner.</remarks>
internal sealed class Listener : IDisposable
{
    private readonly Socket _socket;
    private readonly string _name;

    private Listener(Socket socket, string name)
    {
        (_socket, _name) = (socket, name);
        new Thread(Serve) { IsBackground = true }.Start();
    }

    /// <summary>Opens it.</summary>
    /// <param name="machine">Where it listens.</param>
    /// <param name="device">What it calls itself.</param>
    /// <param name="spec">For example <c>udp 0.0.0.0:53</c>.</param>
    public static Listener Open(NetworkNamespace machine, string device, string spec)
    {
        var (transport, local) = (spec.StartsWith("udp ", StringComparison.Ordinal) ? Transport.Udp : Transport.Tcp, IPEndPoint.Parse(spec[4..]));
        var socket = Create(machine, transport, local.AddressFamily);
        socket.Bind(local);
        if (transport is Transport.Tcp)
            socket.Listen();
        return new(socket, $"{device} {local.Port}");
    }

    /// <summary>A socket of the machine.</summary>
    public static Socket Create(NetworkNamespace machine, Transport transport, AddressFamily family)
    {
        Socket? socket = null;
        machine.Inside(() => socket = transport is Transport.Udp
            ? new(family, SocketType.Dgram, ProtocolType.Udp)
            : new(family, SocketType.Stream, ProtocolType.Tcp));
        return socket!;
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private void Serve()
    {
        var buffer = new byte[2048];
        while (!_socket.SafeHandle.IsClosed)
        {
            try
            {
                if (_socket.SocketType is SocketType.Dgram)
                    Answer(buffer);
                else
                    Accept();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // the stranger, a scanner, was gone before it was greeted; or the lab is taken down
            }
        }
    }

    private void Accept()
    {
        using var stranger = _socket.Accept();
        stranger.Send(Greeting(stranger.RemoteEndPoint!));
    }

    private void Answer(byte[] buffer)
    {
        EndPoint stranger = new IPEndPoint(_socket.AddressFamily is AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        _socket.ReceiveFrom(buffer, ref stranger);
        _socket.SendTo(Greeting(stranger), stranger);
    }

    private byte[] Greeting(EndPoint stranger) => Encoding.ASCII.GetBytes($"{_name} {((IPEndPoint)stranger).Address}");
}
