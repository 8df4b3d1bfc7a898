using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Osquery;

/// <summary>The TCP endpoints on which the hosts of one body listen.</summary>
internal sealed class OsqueryListeners
{
    private readonly HashSet<(DeviceId? Device, string? Space, Endpoint Local)> _endpoints = [];

    /// <summary>Collects them; rows that cannot be read are passed over, and concluded later.</summary>
    public static OsqueryListeners Of(ReadOnlySpan<byte> body, List<OsqueryRow> rows)
    {
        var listeners = new OsqueryListeners();
        Span<JsonCell> cells = stackalloc JsonCell[SocketColumns.Names.Count];
        foreach (var row in rows)
        {
            if (row.Entry.Action is not "removed" && JsonRow.TryRead(body[row.Columns], SocketColumns.Names, cells, out var columns))
            {
                listeners.Add(row.Entry, new(columns));
            }
        }

        return listeners;
    }

    /// <summary>Whether the socket's host listens on its local port, at its address or at every one, in its network namespace.</summary>
    public bool Has(OsqueryEntry entry, SocketColumns socket, Endpoint local)
    {
        var space = Space(socket);
        return _endpoints.Contains((entry.Device, space, local))
            || _endpoints.Contains((entry.Device, space, local with { Address = IpAddress.Unspecified }))
            || _endpoints.Contains((entry.Device, space, local with { Address = new(0, IsV4: false) }));
    }

    private void Add(OsqueryEntry entry, SocketColumns socket)
    {
        if (socket.Transport is Transport.Tcp && socket.IsUnconnected && socket.LocalAddress.TryAddress(out var address) && socket.LocalPort.TryPort(out var port))
        {
            _endpoints.Add((entry.Device, Space(socket), new(address, port)));
        }
    }

    // The inode of a Linux namespace; 0 elsewhere.
    private static string? Space(SocketColumns socket) => socket[SocketColumn.Net_namespace].Text(20);
}
