using System.Globalization;
using System.Text.Json.Nodes;
using ExposurePipeline.Tests.Support;

namespace ExposurePipeline.Tests.Lab;

/// <summary>What a tool wrote, as it is sent.</summary>
/// <param name="Hub">Which hub.</param>
/// <param name="Format">Which format.</param>
/// <param name="Device">Whose output it is; null where the format itself says whom it concerns.</param>
/// <param name="Body">Unchanged.</param>
internal sealed record Capture(string Hub, string Format, string? Device, string Body)
{
    /// <summary>A scan of every port of the lab at some addresses.</summary>
    /// <param name="from">Where the scanner runs.</param>
    /// <param name="kind">For example <c>-6 -sU</c>.</param>
    /// <param name="addresses">Whom it scans.</param>
    /// <remarks>The timeout is generous: on a busy machine an answer may take far longer than those before it.</remarks>
    public static Capture Scan(NetworkNamespace from, string kind, IEnumerable<string> addresses) => new(
        "scans", "nmap", null, from.Run($"nmap {kind} -n -Pn -T4 --min-rtt-timeout 500ms -p {string.Join(',', Layout.Ports)} -oX - {string.Join(' ', addresses)}"));

    /// <summary>What a device listens on.</summary>
    public static Capture Sockets(NetworkNamespace machine, Device device) => new("inventory", "ss", device.Id, machine.Run("ss -tulpnH"));

    /// <summary>A device's firewall and translation.</summary>
    public static Capture Ruleset(NetworkNamespace machine, Device device) => new("inventory", "nftables", device.Id, machine.Run("nft -j list ruleset"));

    /// <summary>A device's interfaces, as Defender's table DeviceNetworkInfo tells of them.</summary>
    public static Capture Interfaces(NetworkNamespace machine, Device device) => Row("DeviceNetworkInfo", device, new()
    {
        ["IPAddresses"] = new JsonArray([.. Addresses(machine).Select(address => new JsonObject { ["IPAddress"] = address })]).ToJsonString(),
    });

    /// <summary>The address by which a device goes out, as Defender's table DeviceInfo tells of it.</summary>
    public static Capture Egress(Device device, string address) => Row("DeviceInfo", device, new() { ["DeviceName"] = device.Id, ["OSPlatform"] = "Linux", ["PublicIP"] = address });

    /// <summary>The addresses of a machine's interfaces.</summary>
    public static IReadOnlyList<string> Addresses(NetworkNamespace machine) =>
        [.. from link in JsonNode.Parse(machine.Run("ip -j addr"))!.AsArray()
            from address in link!["addr_info"]!.AsArray()
            select (string)address!["local"]!];

    /// <summary>Keeps it for whoever wants to look.</summary>
    public void Save(int number)
    {
        var folder = Directory.CreateDirectory(Repository.File(".local", "lab")).FullName;
        File.WriteAllText(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number:00}-{Hub}-{Format}-{Device}.txt")), Body);
    }

    private static Capture Row(string table, Device device, JsonObject properties)
    {
        properties["DeviceId"] = device.Id;
        properties["Timestamp"] = DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture);
        return new("inventory", "defender-streaming", null, new JsonObject { ["category"] = $"AdvancedHunting-{table}", ["properties"] = properties }.ToJsonString());
    }
}
