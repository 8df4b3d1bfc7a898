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
}
