using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ExposurePipeline.Benchmarks.Doors;

/// <summary>What was measured of one door.</summary>
/// <param name="Events">Per second.</param>
/// <param name="Latencies">Of each batch, in milliseconds.</param>
internal sealed record DoorRound(double Events, IReadOnlyList<double> Latencies);

/// <summary>A way into the handler, as its callers use it: some connections, one request after the other on each.</summary>
/// <param name="name">What it is called in the table.</param>
/// <param name="port">Where it listens.</param>
/// <param name="requests">Whole requests.</param>
/// <param name="perBatch">Events in each.</param>
internal sealed class Door(string name, int port, IReadOnlyList<byte[]> requests, int perBatch)
{
    private const int Connections = 4;

    public string Name => name;

    public int Port => port;

    /// <summary>What an event weighs on the wire.</summary>
    public double BytesPerEvent => requests.Average(static request => request.Length) / perBatch;

    /// <summary>Sends each request once.</summary>
    public void Once()
    {
        using var connection = Connect(port);
        foreach (var request in requests)
        {
            Exchange(connection, request);
        }
    }

    /// <summary>Sends as fast as answers come.</summary>
    public async Task<DoorRound> RunAsync(TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, Connections).Select(first =>
            Task.Factory.StartNew(() => Repeat(first, started, time), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var all = latencies.SelectMany(static each => each).ToList();
        return new(all.Count * perBatch / Stopwatch.GetElapsedTime(started).TotalSeconds, all);
    }

    /// <summary>Connects as soon as something listens.</summary>
    public static Socket Connect(int port, Func<bool>? isHopeless = null)
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                socket.Connect(IPAddress.Loopback, port);
                return socket;
            }
            catch (SocketException refused) when (refused.SocketErrorCode is SocketError.ConnectionRefused && isHopeless?.Invoke() is not true)
            {
                socket.Dispose();
                Thread.Sleep(1);
            }
        }
    }

    /// <summary>Sends a request and reads its answer, which has to be a 200 with a length.</summary>
    public static void Exchange(Socket connection, byte[] request)
    {
        for (var sent = 0; sent < request.Length;)
        {
            sent += connection.Send(request.AsSpan(sent));
        }

        Span<byte> answer = stackalloc byte[4096];
        var length = 0;
        do
        {
            var read = connection.Receive(answer[length..]);
            length += read > 0 ? read : throw new InvalidOperationException("The server closed the connection.");
        }
        while (!HttpAnswer.IsWhole(answer[..length]));
    }

    private List<double> Repeat(int first, long started, TimeSpan time)
    {
        var latencies = new List<double>();
        using var connection = Connect(port);
        for (var next = first; Stopwatch.GetElapsedTime(started) < time; next++)
        {
            var sent = Stopwatch.GetTimestamp();
            Exchange(connection, requests[next % requests.Count]);
            latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        return latencies;
    }
}
