using System.Text.Json.Nodes;

namespace ExposurePipeline.Tests.Exposure.Normalisation;

/// <summary>A DeviceNetworkEvents record as the stream carries it; each test changes what it is about.</summary>
internal sealed class NetworkEvent
{
    private readonly JsonObject _properties = new()
    {
        ["DeviceName"] = "web01", ["DeviceId"] = "0123456789abcdef0123456789abcdef01234567", ["ReportId"] = 26528,
        ["RemoteIP"] = "198.199.114.69", ["RemotePort"] = 37558, ["LocalIP"] = "10.0.0.5", ["LocalPort"] = 443, ["Protocol"] = "Tcp",
        ["RemoteUrl"] = null, ["LocalIPType"] = "Private", ["RemoteIPType"] = "Public", ["ActionType"] = "InboundConnectionAccepted",
        ["AdditionalFields"] = null, ["InitiatingProcessFileName"] = "nginx.exe", ["InitiatingProcessId"] = 1686,
        ["InitiatingProcessCommandLine"] = "nginx.exe -g \"daemon off;\"", ["Timestamp"] = "2026-07-18T13:58:42.666487Z",
    };

    public string Category { get; init; } = "AdvancedHunting-DeviceNetworkEvents";

    public static NetworkEvent With(string column, JsonNode? value) => new NetworkEvent().And(column, value);

    public NetworkEvent And(string column, JsonNode? value)
    {
        _properties[column] = value;
        return this;
    }

    public NetworkEvent Without(string column)
    {
        _properties.Remove(column);
        return this;
    }

    public string Flat() => _properties.ToJsonString();

    public string Record() => new JsonObject
    {
        ["time"] = "2026-07-18T14:00:54.7649349Z", ["tenantId"] = "11111111-2222-3333-4444-555555555555", ["operationName"] = "Publish",
        ["category"] = Category, ["_TimeReceivedBySvc"] = "2026-07-18T13:59:00.0890446Z", ["properties"] = _properties.DeepClone(), ["Tenant"] = "DefaultTenant",
    }.ToJsonString();

    public string Envelope() => $$"""{"records":[{{Record()}}]}""";
}
