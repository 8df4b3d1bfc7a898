using System.Diagnostics.Metrics;
using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Upkeep;

namespace ExposurePipeline.Functions.Telemetry;

/// <summary>Every metric of the pipeline with its unit. Counters count since the last report; histograms carry seconds.</summary>
public sealed class PipelineMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "ExposurePipeline";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> events;
    private readonly Counter<long> observations;
    private readonly Counter<long> read;
    private readonly Counter<long> observed;
    private readonly Counter<long> filtered;
    private readonly Counter<long> rejected;
    private readonly Counter<long> writes;
    private readonly Counter<long> transactions;
    private readonly Counter<long> conflicts;
    private readonly Histogram<long> outboxDepth;
    private readonly Histogram<long> outboxStuck;
    private readonly Histogram<double> fromEvent;
    private readonly Histogram<double> fromEnqueue;
    private readonly Counter<long> resources;
    private readonly Counter<long> judged;
    private readonly Counter<long> verdicts;
    private readonly Histogram<double> toVerdict;
    private readonly Counter<long> archived;
    private readonly Counter<long> unreadable;
    private readonly Histogram<double> toArchive;

    /// <summary>Creates the meter and its instruments.</summary>
    public PipelineMetrics()
    {
        events = meter.CreateCounter<long>("exposure.events", "{event}", "Events received, by function");
        observations = meter.CreateCounter<long>("exposure.observations", "{entity}", "Entities observed and handed over, one per entity and batch");
        read = meter.CreateCounter<long>("exposure.records.read", "{record}", "Records met: each is observed, filtered or rejected");
        observed = meter.CreateCounter<long>("exposure.records.observed", "{record}", "Records that became observations");
        filtered = meter.CreateCounter<long>("exposure.records.filtered", "{record}", "Records that say nothing about exposure, by rule");
        rejected = meter.CreateCounter<long>("exposure.records.rejected", "{record}", "Records set aside, by reason");
        writes = meter.CreateCounter<long>("exposure.state.writes", "{entity}", "Entity states written");
        transactions = meter.CreateCounter<long>("exposure.state.transactions", "{transaction}", "Table transactions");
        conflicts = meter.CreateCounter<long>("exposure.state.conflicts", "{entity}", "Entities reloaded because another writer was faster");
        outboxDepth = meter.CreateHistogram<long>("exposure.outbox.depth", "{message}", "Messages left over that a sweep found");
        outboxStuck = meter.CreateHistogram<long>("exposure.outbox.stuck", "{message}", "Messages refused again and again and damaged rows that a sweep found");
        fromEvent = meter.CreateHistogram<double>("exposure.latency.event", "s", "From the event time of what was seen to its tag change sent");
        fromEnqueue = meter.CreateHistogram<double>("exposure.latency.enqueue", "s", "From the first hub's acceptance of the event to its tag change sent");
        resources = meter.CreateCounter<long>("exposure.resources.written", "{resource}", "Cloud resources that became different");
        judged = meter.CreateCounter<long>("exposure.verdicts.judged", "{resource}", "Cloud resources whose verdicts were looked at");
        verdicts = meter.CreateCounter<long>("exposure.verdicts.written", "{verdict}", "Verdicts that became different");
        toVerdict = meter.CreateHistogram<double>("exposure.latency.verdict", "s", "From the hub's acceptance of cloud configuration to the verdicts on it kept");
        archived = meter.CreateCounter<long>("exposure.archive.rows", "{row}", "Rows of connection events handed to the archive");
        unreadable = meter.CreateCounter<long>("exposure.archive.unread", "{record}", "Records that could not become rows, by reason; NormaliseConnections sets them aside");
        toArchive = meter.CreateHistogram<double>("exposure.latency.archive", "s", "From the hub's acceptance of the oldest event of a batch to its rows kept for queries");
    }

    /// <summary>The records of this instance by outcome.</summary>
    public RecordBooks Books { get; } = new();

    /// <summary>What is stuck in the outbox.</summary>
    public StuckRows StuckRows { get; } = new();

    /// <summary>Events of one batch were received.</summary>
    public void Received(string function, int count) => events.Add(count, new KeyValuePair<string, object?>("function", function));

    /// <summary>A batch was normalised and handed over.</summary>
    public void Normalised(int entities, Tally tally)
    {
        observations.Add(entities);
        Taken(tally);
    }

    /// <summary>The records of a batch have their outcome.</summary>
    public void Taken(Tally tally)
    {
        Books.Add(tally);
        read.Add(tally.Read);
        observed.Add(tally.Observed);
        foreach (var (rule, count) in tally.Filtered)
        {
            filtered.Add(count, new KeyValuePair<string, object?>("rule", rule));
        }

        foreach (var (reason, count) in tally.Rejected)
        {
            Rejected(reason, count);
        }
    }

    /// <summary>Records were set aside.</summary>
    public void Rejected(RejectionReason reason, int count) => rejected.Add(count, new KeyValuePair<string, object?>("reason", reason.ToString()));

    /// <summary>Changes of state were saved.</summary>
    public void Saved(Aggregated done)
    {
        writes.Add(done.Writes);
        transactions.Add(done.Transactions);
        conflicts.Add(done.Conflicts);
    }

    /// <summary>Cloud resources were kept.</summary>
    public void Saved(SavedResources saved)
    {
        resources.Add(saved.Written);
        conflicts.Add(saved.Conflicts);
    }

    /// <summary>Changed cloud resources were analysed.</summary>
    public void Analysed(Analysed done)
    {
        judged.Add(done.Judged);
        verdicts.Add(done.Written);
        foreach (var age in done.Ages)
        {
            toVerdict.Record(age.TotalSeconds);
        }
    }

    /// <summary>A batch of connection events is kept for queries.</summary>
    public void Archived(int rows, Tally tally, TimeSpan age)
    {
        archived.Add(rows);
        toArchive.Record(age.TotalSeconds);
        foreach (var (reason, count) in tally.Rejected)
        {
            unreadable.Add(count, new KeyValuePair<string, object?>("reason", reason.ToString()));
        }
    }

    /// <summary>A sweep found messages that their sender left over.</summary>
    public void LeftOver(int messages) => outboxDepth.Record(messages);

    /// <summary>A sweep found what will not go away by itself; none is news, too.</summary>
    public void Stuck(IReadOnlyList<StuckRow> rows)
    {
        StuckRows.Rows = rows;
        outboxStuck.Record(rows.Count);
    }

    /// <summary>Messages were sent; signals are on their way inside and do not count.</summary>
    public void Sent(IEnumerable<Latency> latencies)
    {
        foreach (var latency in latencies.Where(static each => each.Channel is Channel.TagChanges))
        {
            Record(fromEvent, latency.FromEvent);
            Record(fromEnqueue, latency.FromEnqueued);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private static void Record(Histogram<double> histogram, TimeSpan? elapsed)
    {
        if (elapsed is { } time)
        {
            histogram.Record(time.TotalSeconds);
        }
    }
}
