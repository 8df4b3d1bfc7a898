using System.CommandLine;
using System.Diagnostics;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Functions.Flow;
using ExposurePipeline.Hunting.Archive;
using ExposurePipeline.Tests.Support.Stores;

namespace ExposurePipeline.Benchmarks.Hunting;

/// <summary><c>hunting-ingest</c>: from the bytes that Defender streams to the bytes of segments.</summary>
internal static class IngestCommand
{
    private const int Devices = 50_000;
    private static readonly DateTimeOffset Newest = new(2026, 7, 18, 14, 0, 0, TimeSpan.Zero);

    /// <summary>The command.</summary>
    public static Command Create(Option<int> events, Option<int> rounds)
    {
        var command = new Command("hunting-ingest", "Events a second of one core, from hub messages in memory to segments in memory; every connection is kept, whole.") { events, rounds };
        command.SetAction(parsed => RunAsync(parsed.GetValue(events), parsed.GetValue(rounds)));
        return command;
    }

    private static async Task<int> RunAsync(int events, int rounds)
    {
        using var workload = Workload.Envelopes(new Telemetry(Devices, Newest).Records(events), events);
        Console.WriteLine($"{workload.Name}: {events:N0} events of {workload.Bytes / events:N0} bytes, a segment a batch, {Pinning.ToOneCore()}");
        var spent = new List<Spent>();
        for (var round = 0; round <= rounds; round++)
        {
            var (time, rows, bytes) = await KeepAsync(workload);
            spent.AddRange(round == 0 ? [] : [time]); // the first is the just-in-time compiler's
            Console.WriteLine($"  {time}: {rows / time.Processor * 1e3,10:N0} events a second of a core, {rows:N0} rows, {(double)bytes / rows:N1} bytes a row");
        }

        Console.WriteLine($"median {events / Spent.Median(spent).Processor * 1e3:N0} events a second of a core");
        return 0;
    }

    private static async Task<(Spent Time, long Rows, long Bytes)> KeepAsync(Workload workload)
    {
        var (store, kept, first) = (new MemorySegments(), 0L, 0L);
        var writer = new ArchiveWriter(store);
        var (started, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        foreach (var batch in workload.Batches())
        {
            var rows = new ArchiveRows();
            Normaliser.Journal([.. batch.Select((message, i) => new RawEvent(message, new EventPosition("connections", "0", first + i), Newest))], ExposurePolicy.Default, Newest, rows);
            foreach (var tenant in rows.Tenants)
            {
                await writer.AppendAsync(tenant.Tenant, new("0", first, first + batch.Length - 1), tenant.Build(), tenant.Sequences, CancellationToken.None);
            }

            (kept, first) = (kept + rows.Count, first + batch.Length);
        }

        var time = new Spent(Stopwatch.GetElapsedTime(started).TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        return (time, kept, (await store.ListAsync("", CancellationToken.None)).Sum(static file => file.Length));
    }
}
