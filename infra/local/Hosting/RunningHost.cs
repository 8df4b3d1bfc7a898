using System.Net.Sockets;

namespace ExposurePipeline.Local.Hosting;

/// <summary>Finds the local host that another terminal runs.</summary>
public static class RunningHost
{
    /// <summary>Its endpoints, after seeing that something listens there.</summary>
    /// <exception cref="SetupException">None runs with this state folder; a killed one leaves its file behind.</exception>
    public static async Task<Endpoints> FindAsync(string stateFolder, CancellationToken cancellation)
    {
        var endpoints = Endpoints.Read(stateFolder);
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(endpoints.Http.Host, endpoints.Http.Port, cancellation);
            return endpoints;
        }
        catch (SocketException)
        {
            throw Endpoints.NotRunning();
        }
    }
}
