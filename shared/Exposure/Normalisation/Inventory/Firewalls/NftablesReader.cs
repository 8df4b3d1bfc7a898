using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>
/// <c>nft -j list ruleset</c>: what the chains at hook <c>input</c> let in, and what those of type <c>nat</c> at hook <c>prerouting</c> send on. One record a body.
/// </summary>
public sealed class NftablesReader : IEventReader
{
    /// <inheritdoc/>
    public string Format => "nftables";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.TrimStart(" \t\r\n"u8) is [(byte)'{', .. var inside] && inside.TrimStart(" \t\r\n"u8).StartsWith("\"nftables\""u8);

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        sink.Next(0, body.Length);
        if (JsonFault.Find(body.Span, JsonScan.MaxDepth, out var detail) is { } fault)
        {
            sink.Reject(IsCut(body.Span) ? RejectionReason.Truncated : fault, detail);
        }
        else if (JsonTree.Parse(body.Span)?["nftables"] is not { Kind: System.Text.Json.JsonTokenType.StartArray } list)
        {
            sink.Reject(RejectionReason.MissingField, "nftables");
        }
        else
        {
            Snapshot(new(list, context.Policy)).Conclude(context, sink);
        }
    }

    private static bool IsCut(ReadOnlySpan<byte> body)
    {
        var end = ScanEnd.Complete;
        var at = JsonScan.SkipSpace(body, 0);
        return at < body.Length && body[at] == '{' && JsonScan.SkipContainer(body, at, out end) >= 0 && end is ScanEnd.Truncated;
    }

    private FirewallSnapshot Snapshot(NftRuleset ruleset)
    {
        var (v4, v6) = (ruleset.LetsIn("ip"), ruleset.LetsIn("ip6"));
        var rules = v4 is null && v6 is null ? null : (v4 ?? []).Concat(v6 ?? []);
        return new(rules, [.. ruleset.SendsOn("ip"), .. ruleset.SendsOn("ip6")], Format);
    }
}
