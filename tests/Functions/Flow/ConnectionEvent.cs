using System.Text;
using System.Text.Json.Nodes;

namespace ExposurePipeline.Tests.Functions.Flow;

/// <summary>An accepted inbound connection as Defender streams it.</summary>
internal static class ConnectionEvent
{
    public static byte[] Of(string device, int port = 443, string at = "2026-07-18T14:00:00Z", Action<JsonObject>? change = null,
        string category = "AdvancedHunting-DeviceNetworkEvents")
    {
        var properties = new JsonObject
        {
            ["DeviceName"] = device, ["DeviceId"] = device, ["ReportId"] = 26528, ["RemoteIP"] = "198.199.114.69", ["RemotePort"] = 37558,
            ["LocalIP"] = "10.0.0.5", ["LocalPort"] = port, ["Protocol"] = "Tcp", ["ActionType"] = "InboundConnectionAccepted", ["Timestamp"] = at,
        };
        change?.Invoke(properties);
        var record = new JsonObject { ["time"] = at, ["tenantId"] = "contoso", ["category"] = category, ["properties"] = properties };
        return Encoding.UTF8.GetBytes(new JsonObject { ["records"] = new JsonArray(record) }.ToJsonString());
    }
}
