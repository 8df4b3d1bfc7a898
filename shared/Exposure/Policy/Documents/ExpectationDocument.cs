using System.Globalization;
using System.Text.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Policy.Documents;

/// <summary>An expectation as JSON; all members but <c>name</c> may be missing or null.</summary>
internal static class ExpectationDocument
{
    private const string Name = "name";
    private const string DeviceTag = "deviceTag";
    private const string DeviceGroup = "deviceGroup";
    private const string Process = "process";
    private const string Protocol = "transport";
    private const string Ports = "ports";

    public static Expectation? Read(PolicyNode node)
    {
        if (node.Members(Name, DeviceTag, DeviceGroup, Process, Protocol, Ports) is not { } members)
        {
            return null;
        }

        var name = members(Name);
        if (name.IsAbsent)
        {
            name.Wrong("an expectation needs a name");
        }

        return new(
            name.Text(PolicyLimits.ExpectationName) ?? "", members(DeviceTag).Text(PolicyLimits.Text), members(DeviceGroup).Text(PolicyLimits.Text),
            members(Process).Text(PolicyLimits.Text), ReadTransport(members(Protocol)), members(Ports).Values(PolicyLimits.Ports, ReadPorts) ?? []);
    }

    public static void Write(Utf8JsonWriter json, Expectation expectation)
    {
        json.WriteStartObject();
        json.WriteString(Name, expectation.Name);
        WriteText(json, DeviceTag, expectation.DeviceTag);
        WriteText(json, DeviceGroup, expectation.DeviceGroup);
        WriteText(json, Process, expectation.Process);
        WriteText(json, Protocol, expectation.Transport?.ToString());
        TenantPolicyDocument.WriteTexts(json, Ports, expectation.Ports.Count == 0 ? null : expectation.Ports.Select(Text));
        json.WriteEndObject();
    }

    private static Transport? ReadTransport(PolicyNode node)
    {
        var transport = node.Scalar()?.ToUpperInvariant() switch
        {
            "TCP" => Transport.Tcp,
            "UDP" => Transport.Udp,
            _ => default(Transport?),
        };
        if (transport is null && !node.IsAbsent)
        {
            node.Wrong("Tcp or Udp is expected");
        }

        return transport;
    }

    private static PortRange? ReadPorts(PolicyNode node)
    {
        var text = node.Scalar() ?? "";
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (TryPort(dash < 0 ? text : text[..dash], out var from) && TryPort(dash < 0 ? text : text[(dash + 1)..], out var to) && from <= to)
        {
            return new(from, to);
        }

        node.Wrong("a port from 1 to 65535 or a range such as 8000-8100 is expected");
        return null;
    }

    private static bool TryPort(string text, out ushort port) => ushort.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port > 0;

    private static string Text(PortRange ports) => ports.From == ports.To ? $"{ports.From}" : $"{ports.From}-{ports.To}";

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }
}
