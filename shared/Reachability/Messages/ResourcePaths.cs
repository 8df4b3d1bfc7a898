using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Messages;

/// <summary>Every way from the internet to an asset, and why it is open or closed.</summary>
/// <param name="Id">The asset's key.</param>
/// <param name="Verdict">What its configuration says.</param>
/// <param name="Explanation">The same in words, several lines.</param>
/// <param name="Port">What becomes of one port; null where none was asked for.</param>
public sealed record ResourcePaths(string Id, VerdictView Verdict, string Explanation, PortAnswer? Port)
{
    /// <summary>The ways of an asset.</summary>
    public static ResourcePaths Of(ResourceId asset, VerdictView verdict, PortQuestion? port) => new(
        ResourceKey.Of(asset).Text, verdict, Analysis.Explanation.Of(verdict), port is null ? null : new($"{port}", port.Answer(verdict)));
}

/// <summary>What becomes of one port.</summary>
/// <param name="Port">As people write it: <c>tcp/443</c>.</param>
/// <param name="Status">Whether the internet reaches it, by IPv4 or IPv6.</param>
public sealed record PortAnswer(string Port, VerdictStatus Status);
