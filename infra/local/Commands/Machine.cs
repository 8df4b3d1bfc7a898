using System.Text.Json;

namespace ExposurePipeline.Local.Commands;

/// <summary>A device as <c>GET /api/machines</c> answers it; the members that the table shows.</summary>
/// <param name="json">One machine resource.</param>
internal readonly struct Machine(JsonElement json)
{
    public string Id => Text(json, "id");

    public string Name => Text(json, "computerDnsName") is { Length: > 0 } name ? name : Id;

    public bool IsInternetFacing => json.TryGetProperty("isInternetFacing", out var flag) && flag.ValueKind == JsonValueKind.True;

    public string State => Text(json, "exposureState");

    public IEnumerable<MachineEvidence> Evidence =>
        json.TryGetProperty("evidence", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(e => new MachineEvidence(e))
            : [];

    public override string ToString() => json.GetRawText().ReplaceLineEndings("");

    internal static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value.ToString() : "";
}

/// <summary>One piece of evidence of a machine.</summary>
/// <param name="json">An element of <c>evidence</c>.</param>
internal readonly struct MachineEvidence(JsonElement json)
{
    public string Reason => Machine.Text(json, "reason");

    public string Cause => json.TryGetProperty("cause", out var cause) ? Machine.Text(cause, "kind") : "";

    public string Configured => Machine.Text(json, "configured");

    public string Transport => Machine.Text(json, "transport");

    public string Local => Endpoint(json, "localIp", "localPort");

    public string Public => Endpoint(json, "publicIp", "publicPort");

    public string LastSeen => Moment.ToSeconds(Machine.Text(json, "lastSeen"));

    private static string Endpoint(JsonElement json, string address, string port) =>
        (Machine.Text(json, address), Machine.Text(json, port)) switch
        {
            ("", var onlyPort) => onlyPort,
            (var ip, "") => ip,
            (var ip, var number) when ip.Contains(':', StringComparison.Ordinal) => $"[{ip}]:{number}",
            (var ip, var number) => $"{ip}:{number}",
        };
}
