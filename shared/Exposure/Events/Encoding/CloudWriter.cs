using System.Text.Json;

namespace ExposurePipeline.Exposure.Events.Encoding;

/// <summary>Observations that are made of a cloud's configuration.</summary>
internal static class CloudWriter
{
    public static void Judged(Utf8JsonWriter json, ConfigurationJudged judged)
    {
        json.WriteString("o"u8, "judged"u8);
        json.Text("asset"u8, judged.Asset);
        json.WriteString("status"u8, judged.Status.ToString());
        json.Text("width"u8, judged.Width?.ToString());
        Ports(json, "ports"u8, judged.Ports);
        Ports(json, "localPorts"u8, judged.LocalPorts);
        json.WriteStartArray("ways"u8);
        foreach (var way in judged.Ways)
        {
            json.WriteStringValue(way);
        }

        json.WriteEndArray();
        json.WriteBoolean("isComplete"u8, judged.IsComplete);
        json.Time("at"u8, judged.At);
    }

    public static void Asset(Utf8JsonWriter json, AssetBehind asset)
    {
        json.WriteString("o"u8, "asset"u8);
        json.Text("device"u8, asset.Device.Value);
        json.WriteStartObject("path"u8);
        json.Transport(asset.Path.Transport);
        json.WriteNumber("fromPort"u8, asset.Path.FromPort);
        json.WriteNumber("toPort"u8, asset.Path.ToPort);
        if (asset.Path.InnerPort is { } inner)
        {
            json.WriteNumber("innerPort"u8, inner);
        }

        json.WriteBoolean("isOwn"u8, asset.Path.IsOwn);
        json.Text("rule"u8, asset.Path.Rule);
        json.WriteEndObject();
        json.Seen(asset.Seen);
        json.WriteBoolean("ended"u8, asset.Ended);
    }

    private static void Ports(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<ReachedPorts> ports)
    {
        json.WriteStartArray(name);
        foreach (var range in ports)
        {
            json.WriteStartObject();
            json.Transport(range.Transport);
            json.WriteNumber("fromPort"u8, range.FromPort);
            json.WriteNumber("toPort"u8, range.ToPort);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
