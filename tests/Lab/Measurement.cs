using System.Net;

namespace ExposurePipeline.Tests.Lab;

/// <summary>One session in the lab: what strangers reached, and what the tools wrote meanwhile.</summary>
/// <param name="Truth">What strangers reached.</param>
/// <param name="Captures">In an order in which they may arrive.</param>
internal sealed record Measurement(IReadOnlyList<Reached> Truth, IReadOnlyList<Capture> Captures)
{
    /// <summary>Connects, scans and collects.</summary>
    public static async Task<Measurement> TakeAsync(LabNetwork lab)
    {
        var logs = Layout.Devices.Select(device => (Device: device, Log: ConntrackLog.Start(lab[device]))).ToList();
        try
        {
            var addresses = Layout.Devices.SelectMany(device => device.Ips).Select(IPAddress.Parse).ToList();
            var truth = await Attempts.MakeAsync(lab.Internet, addresses, Layout.Ports);
            List<Capture> captures = [.. await InventoryAsync(lab), .. await ScanAsync(lab)];
            foreach (var (device, log) in logs)
            {
                captures.Add(new("connections", "conntrack", DeviceOf(device), await log.StopAsync()));
            }

            return new(truth, captures);
        }
        finally
        {
            logs.ForEach(l => l.Log.Dispose());
        }
    }

    // A router tracks other machines' connections too: its log is the network's, not its own.
    private static string? DeviceOf(Device device) => device == Layout.Router ? null : device.Id;

    private static async Task<IReadOnlyList<Capture>> InventoryAsync(LabNetwork lab)
    {
        List<Capture> captures = [];
        foreach (var device in Layout.Devices)
        {
            var egress = await Attempts.EgressAsync(lab[device], LabNetwork.OutsideService);
            captures.AddRange([
                Capture.Interfaces(lab[device], device), Capture.Egress(device, egress.ToString()),
                Capture.Sockets(lab[device], device), Capture.Ruleset(lab[device], device)]);
        }

        return captures;
    }

    // Strangers can only scan what they can route to.
    private static Task<Capture[]> ScanAsync(LabNetwork lab)
    {
        var addresses = Layout.Devices.SelectMany(device => device.Ips).Where(address => !address.StartsWith("10.", StringComparison.Ordinal));
        return Task.WhenAll(
            from family in addresses.ToLookup(address => address.Contains(':') ? "-6 " : "")
            from kind in new[] { "-sT", "-sU" }
            select Task.Run(() => Capture.Scan(lab.Internet, family.Key + kind, family)));
    }
}
