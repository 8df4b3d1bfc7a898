using ExposurePipeline.Functions.Flow;
using ExposurePipeline.Functions.Settings;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>Changed cloud configuration and time in; changed verdicts out.</summary>
public sealed class AnalyseReachability(AnalyseHop hop)
{
    /// <summary>Judges what depends on what changed, tells what became different and keeps it; what fails is left for the next run.</summary>
    /// <exception cref="AggregateException">Some tenants could not be analysed; the others were.</exception>
    [Function(nameof(AnalyseReachability))]
    public Task Run([TimerTrigger($"%{ScheduleSettings.SectionName}:{nameof(ScheduleSettings.Analyse)}%")] TimerInfo timer, CancellationToken cancellation) =>
        hop.RunAsync(cancellation);
}
