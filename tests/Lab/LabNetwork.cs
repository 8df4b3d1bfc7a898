using System.Net;

namespace ExposurePipeline.Tests.Lab;

/// <summary>The map, built: every machine up, every socket listening.</summary>
internal sealed class LabNetwork : IDisposable
{
    private readonly Dictionary<string, NetworkNamespace> _machines = [];
    private readonly List<Listener> _listeners = [];

    private LabNetwork()
    {
    }

    /// <summary>Where strangers are.</summary>
    public NetworkNamespace Internet => _machines["internet"];

    /// <summary>A stranger's own service.</summary>
    public static IPEndPoint OutsideService { get; } = new(IPAddress.Parse(Layout.Internet[0].Split('/')[0]), 80);

    /// <summary>The machine of a device.</summary>
    public NetworkNamespace this[Device device] => _machines[device.Id];

    /// <summary>Builds it; takes it down again where that fails.</summary>
    public static LabNetwork Build()
    {
        NetworkNamespace.RemoveLeftovers();
        var lab = new LabNetwork();
        try
        {
            lab.Wire();
            return lab;
        }
        catch
        {
            lab.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listeners.ForEach(listener => listener.Dispose());
        foreach (var machine in _machines.Values)
        {
            machine.Dispose();
        }
    }

    private void Wire()
    {
        var internet = _machines["internet"] = new("internet");
        internet.Configure(["link add wan type bridge", "link set wan up", .. Addresses(Layout.Internet, "wan")]);
        foreach (var device in Layout.Devices)
        {
            Plug(device);
        }

        internet.Configure("route add 2a01:4f8:77:1::/64 via 2a01:4f8:77::2");
        _listeners.Add(Listener.Open(internet, "internet", $"tcp {OutsideService}"));
        _listeners.AddRange(from device in Layout.Devices from socket in device.Sockets select Listener.Open(this[device], device.Id, socket));
    }

    private void Plug(Device device)
    {
        var machine = _machines[device.Id] = new(device.Id);
        var uplink = device == Layout.Router ? "wan" : "eth0";
        var isInside = device.Segment is Segment.Lan;
        (isInside ? this[Layout.Router] : Internet).Attach(isInside ? "lan" : "wan", device.Id, machine, uplink);
        machine.Configure([.. Addresses(device.Addresses, uplink)]);
        machine.Run("nft -f -", device.Ruleset);
        if (device == Layout.Router)
            Route(machine);
        if (isInside)
            machine.Configure([.. Layout.Gateway.Where(g => device.Addresses.Any(a => a.Contains(':') == g.Contains(':'))).Select(g => $"route add default via {g.Split('/')[0]}")]);
    }

    private static void Route(NetworkNamespace router)
    {
        router.Configure(["link add lan type bridge", "link set lan up", .. Addresses(Layout.Gateway, "lan")]);
        router.Set("ipv4/ip_forward", "1");
        router.Set("ipv6/conf/all/forwarding", "1");
    }

    // nodad: an IPv6 address is usable at once.
    private static IEnumerable<string> Addresses(IEnumerable<string> addresses, string link) =>
        addresses.Select(address => $"addr add {address} dev {link}{(address.Contains(':') ? " nodad" : "")}");
}
