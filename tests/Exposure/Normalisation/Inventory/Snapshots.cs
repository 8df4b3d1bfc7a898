using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Inventory;

/// <summary>What an agent found on one device, through the normaliser.</summary>
internal static class Snapshots
{
    public static readonly DateTimeOffset Taken = Normalising.Now.AddMinutes(-30);

    /// <summary>Reads a snapshot of device <c>web-01</c>, recognised from its bytes unless the format is named.</summary>
    public static NormalisedBatch Read(string body, string? format = null) => Read(body, format, ("deviceId", "WEB-01."), ("observedAt", "2026-07-18T15:40:00+02:00"));

    public static NormalisedBatch Read(string body, string? format, params (string Name, string Value)[] properties)
    {
        var raw = Normalising.Event(body, format) with { Properties = new(properties.ToDictionary(property => property.Name, property => property.Value)) };
        var batch = Normalising.Read(raw);
        Assert.True(batch.Tally.Balances());
        return batch;
    }

    /// <summary>Each record in one text: the listener, or the rule that filtered it, or the reason of its rejection.</summary>
    public static string Sockets(string body, string? format = null)
    {
        var batch = Read(body, format);
        var listeners = batch.All().Cast<ListenerSeen>().Select(seen => $"{seen.Transport} {seen.Local}{(seen.Process is { } process ? $" {process.Name}/{process.Id}" : "")}");
        var filtered = batch.Tally.Filtered.OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => $"{rule.Value} {rule.Key}");
        return string.Join("; ", listeners.Concat(filtered).Concat(batch.Rejected.Select(rejected => rejected.Rejection.Reason.ToString())));
    }

    /// <summary>What a firewall lets in, a rule a line: ports, then program and name; or why the snapshot was set aside.</summary>
    public static IReadOnlyList<string> Firewall(string body, string? format = null)
    {
        var batch = Read(body, format);
        var rules = batch.All().OfType<FirewallSeen>().SelectMany(seen => seen.Rules);
        return
        [
            .. rules.Select(rule => $"{(rule.Transport is { } transport ? transport.ToString() : "Any")} {rule.FromPort}-{rule.ToPort}{(rule.Program is null ? "" : $" of {rule.Program}")}: {rule.Name}"),
            .. batch.Rejected.Select(rejected => rejected.Rejection.Reason.ToString()),
            .. batch.Tally.Filtered.Keys,
        ];
    }

    /// <summary>What a firewall lets in, ports only.</summary>
    public static string Ports(string body, string? format = null) => string.Join("; ", Firewall(body, format).Select(line => line.Split(": ")[0]));

    /// <summary>What a firewall sends on.</summary>
    public static string Paths(string body, string? format = null) => string.Join("; ", Read(body, format).All().OfType<PortForwarded>()
        .Select(seen => $"{seen.Path.Transport} {seen.Path.FromPort}-{seen.Path.ToPort} to {seen.Path.Target}{(seen.Address is { } address ? $" at {address}" : "")}"));
}
