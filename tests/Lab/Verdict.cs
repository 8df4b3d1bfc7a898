using System.Globalization;
using System.Net;
using System.Text.Json;

namespace ExposurePipeline.Tests.Lab;

/// <summary>One evidence of a flagged device, as <c>GET /api/machines</c> tells it.</summary>
/// <param name="Device">Whose.</param>
/// <param name="Reason"><c>PublicScan</c> or <c>ExternalNetworkConnection</c>.</param>
/// <param name="Transport">As written.</param>
/// <param name="LocalPort">The device's own port.</param>
/// <param name="Public">What the internet sees; null for a connection.</param>
internal sealed record Verdict(string Device, string Reason, string Transport, int? LocalPort, string? Public)
{
    /// <summary>The evidence of all machines in an answer.</summary>
    public static IReadOnlyList<Verdict> Read(JsonElement answer) =>
        [.. from machine in answer.GetProperty("value").EnumerateArray()
            from evidence in machine.GetProperty("evidence").EnumerateArray()
            select Of(machine.GetProperty("id").GetString()!, evidence)];

    private static Verdict Of(string device, JsonElement evidence) => new(
        device, evidence.GetProperty("reason").GetString()!, evidence.GetProperty("transport").GetString()!, Number(evidence, "localPort"),
        Number(evidence, "publicPort") is { } port ? new IPEndPoint(IPAddress.Parse(evidence.GetProperty("publicIp").GetString()!), port).ToString() : null);

    private static int? Number(JsonElement evidence, string name) =>
        evidence.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number ? value.GetInt32() : null;

    /// <summary>As the tests compare it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Device} {Transport} {LocalPort}");
}
