using System.Text.Json;
using ExposurePipeline.Reachability.Messages;

namespace ExposurePipeline.Local.Commands;

/// <summary>A cloud resource as <c>GET /api/resources</c> answers it; the members that are shown.</summary>
/// <param name="json">One resource.</param>
internal readonly struct CloudResource(JsonElement json)
{
    public string Key => Machine.Text(json, "id");

    public string Id => Machine.Text(json, "resourceId");

    public string Name => Machine.Text(json, "name") is { Length: > 0 } name ? name : Id[(Id.LastIndexOf('/') + 1)..];

    public string Cloud => Machine.Text(json, "cloud");

    public string Kind => Machine.Text(json, "kind") is { Length: > 0 } kind ? kind : Machine.Text(json, "type");

    public string Verdict => Machine.Text(json, "verdict");

    public string Configured => Machine.Text(json, "configuredStatus");

    public string Width => Machine.Text(json, "width");

    public string Explanation => Machine.Text(json, "explanation");

    public VerdictView? ConfiguredSide => json.TryGetProperty("configured", out var side) ? side.Deserialize(ReachabilityJson.Default.VerdictView) : null;

    public bool HasProblems => json.TryGetProperty("hasProblems", out var flag) && flag.ValueKind == JsonValueKind.True;

    public IEnumerable<string> Ports => Texts("reachablePorts");

    public IEnumerable<string> Entrances => Texts("entrances");

    public IEnumerable<string> Problems => Texts("problems");

    public IEnumerable<MachineEvidence> Evidence =>
        json.TryGetProperty("observed", out var side) && side.TryGetProperty("evidence", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(e => new MachineEvidence(e))
            : [];

    public bool IsCalled(string name) => name.Equals(Key, StringComparison.OrdinalIgnoreCase) || name.Equals(Id, StringComparison.OrdinalIgnoreCase) || name.Equals(Name, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => json.GetRawText().ReplaceLineEndings("");

    private IEnumerable<string> Texts(string name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(static text => text.ToString()) : [];
}
