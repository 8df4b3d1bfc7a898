using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Joining;
using ExposurePipeline.Tests.Reachability.Azure;

namespace ExposurePipeline.Tests.Reachability.Joining;

/// <summary>What a verdict tells, shortly.</summary>
internal static class Told
{
    public static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static IReadOnlyList<EntityObservations> Of(Verdict? before, Verdict? after, InternetSources? internet = null) =>
        [.. AssetObservations.Of(new("contoso"), new((after ?? before)!.Asset, before, after), internet ?? AzureWorld.Internet, At)];

    /// <summary>What the asset's device is told.</summary>
    public static ConfigurationJudged Device(Verdict verdict, InternetSources? internet = null) => (ConfigurationJudged)Of(null, verdict, internet)[0].Observations.Single();

    /// <summary>What addresses are told: <c>20.1.2.3 tcp/80-80 -> 8080 own: rule</c>.</summary>
    public static IEnumerable<string> Addresses(Verdict? before, Verdict? after) =>
        from entity in Of(before, after).Skip(1)
        from asset in entity.Observations.Cast<AssetBehind>()
        let path = asset.Path
        select $"{entity.Entity.Key} {path.Transport?.ToString() ?? "both"} {path.FromPort}-{path.ToPort} -> {path.InnerPort?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any"}{(path.IsOwn ? " own" : "")}{(asset.Ended ? " ended" : "")}: {path.Rule}";

    /// <summary>Ports: <c>Tcp 22-22</c>.</summary>
    public static string Text(IEnumerable<ReachedPorts> ports) => string.Join(' ', ports.Select(port => $"{port.Transport}/{port.FromPort}-{port.ToPort}"));
}
