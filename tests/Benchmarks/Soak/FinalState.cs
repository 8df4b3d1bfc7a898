using System.Text.Json;
using ExposurePipeline.Benchmarks.Scale;
using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Local.Hosting;
using ExposurePipeline.Tests.Support.Stores;

namespace ExposurePipeline.Benchmarks.Soak;

/// <summary>The machines that the HTTP API tells of beside those of the same events, each applied once, in one process and in memory.</summary>
internal static class FinalState
{
    public static async Task<bool> IsSameAsync(LocalHost host, IReadOnlyList<TrafficEvent> pool)
    {
        var (expected, actual) = (await ReferenceAsync(pool), await ActualAsync(host));
        var differences = expected.Keys.Union(actual.Keys).Count(id => expected.GetValueOrDefault(id) != actual.GetValueOrDefault(id));
        Console.WriteLine($"final state: {actual.Count:N0} internet-facing machines with their evidence, {expected.Count:N0} in the reference; {differences:N0} differ");
        return differences == 0 && actual.Count > 0;
    }

    private static async Task<Dictionary<string, string>> ActualAsync(LocalHost host)
    {
        using var http = new HttpClient { BaseAddress = host.Endpoints.Http, DefaultRequestHeaders = { { "x-tenant-id", Telemetry.Tenant } } };
        using var page = JsonDocument.Parse(await http.GetStringAsync(new Uri("/api/machines?$filter=isInternetFacing eq true&$top=10000", UriKind.Relative)));
        return page.RootElement.GetProperty("value").EnumerateArray().ToDictionary(m => m.GetProperty("id").GetString()!, m => Told(m.GetProperty("evidence")));
    }

    private static async Task<Dictionary<string, string>> ReferenceAsync(IReadOnlyList<TrafficEvent> pool)
    {
        var (store, policies, now) = (new MemoryExposureStore(), new MemoryPolicies(ExposurePolicy.Default), TimeProvider.System.GetUtcNow());
        var signals = new SignalLoop();
        var (aggregator, outbox) = (new Aggregator(store, policies), new OutboxDispatch(store, signals, TimeProvider.System));
        foreach (var part in pool.Chunk(50))
        {
            var batch = Normaliser.Normalise([.. part.Select(each => each.Raw(now))], ExposurePolicy.Default, now).Observations.ToArray();
            while (batch.Length > 0)
            {
                await outbox.SendAsync((await aggregator.ApplyAsync(batch, now, CancellationToken.None)).Committed, CancellationToken.None);
                batch = signals.Take();
            }
        }

        return await new MachineInventory(store, policies, TimeProvider.System).ListExposedAsync(new TenantId(Telemetry.Tenant), CancellationToken.None)
            .Where(machine => machine.IsInternetFacing)
            .ToDictionaryAsync(machine => machine.Id, machine => Told(JsonSerializer.SerializeToElement(machine, ExposureJson.Relaxed.Machine).GetProperty("evidence")));
    }

    private static string Told(JsonElement evidence) => string.Join('\n', evidence.EnumerateArray().Select(each => each.GetRawText()).Order(StringComparer.Ordinal));
}
