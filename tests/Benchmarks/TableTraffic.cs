using System.Net;
using System.Net.Sockets;

namespace ExposurePipeline.Benchmarks;

/// <summary>Stands between the function app and Azurite and counts requests by their first line.</summary>
internal sealed class TableTraffic : IDisposable
{
    // Public and the same for every emulator; Microsoft documents it under "Use the Azurite emulator".
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _azurite;
    private long _transactions;
    private long _others;

    /// <param name="azurite">Azurite's port.</param>
    public TableTraffic(int azurite)
    {
        _azurite = azurite;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Leads to Azurite through here.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};TableEndpoint=http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/devstoreaccount1;";

    /// <summary>Entity group transactions so far, and all other requests.</summary>
    public (long Transactions, long Others) Counts => (Interlocked.Read(ref _transactions), Interlocked.Read(ref _others));

    /// <summary>A port that was free a moment ago.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = RelayAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            return; // the round is over
        }
    }

    private async Task RelayAsync(TcpClient app)
    {
        using var client = app;
        using var server = new TcpClient { NoDelay = true };
        app.NoDelay = true;
        await server.ConnectAsync(IPAddress.Loopback, _azurite);
        await Task.WhenAny(CopyAsync(app.GetStream(), server.GetStream(), Count), CopyAsync(server.GetStream(), app.GetStream(), static _ => { }));
    }

    private static async Task CopyAsync(NetworkStream from, NetworkStream to, Action<ReadOnlySpan<byte>> count)
    {
        var buffer = new byte[256 * 1024];
        while (await from.ReadAsync(buffer) is var read and > 0)
        {
            count(buffer.AsSpan(0, read));
            await to.WriteAsync(buffer.AsMemory(0, read));
        }
    }

    // HTTP/1.1 without pipelining: a request begins a segment. The operations inside a transaction name absolute addresses.
    private void Count(ReadOnlySpan<byte> segment)
    {
        var path = segment[..Math.Min(32, segment.Length)].IndexOf(" /"u8);
        if (path is < 3 or > 7)
        {
            return;
        }

        var line = segment[..Math.Max(0, segment.IndexOf("\r\n"u8))];
        Interlocked.Increment(ref line.IndexOf("$batch"u8) >= 0 ? ref _transactions : ref _others);
    }
}
