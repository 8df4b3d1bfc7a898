using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Archive;
using ExposurePipeline.Hunting.Archive.Format;

namespace ExposurePipeline.Functions.Hunting;

/// <summary>Answers queries in this process, over what the pipeline keeps.</summary>
/// <param name="catalogue">What a tenant may see.</param>
/// <param name="settings">What a query may take.</param>
/// <param name="clock">The clock of queries.</param>
public sealed class LocalHuntingEngine(HuntingCatalogue catalogue, HuntingSettings settings, TimeProvider clock) : IHuntingEngine
{
    private readonly HuntingOptions options = new(clock, settings.MaxRows, settings.MaxTime, (long)settings.MaxMegabytes << 20) { Workers = Environment.ProcessorCount };

    /// <inheritdoc/>
    public async Task<HuntingAnswer> RunAsync(TenantId tenant, HuntingRequest request, CancellationToken cancellation)
    {
        var sources = await catalogue.OpenAsync(tenant, request.Span, cancellation);
        return await QueryThread.RunAsync(() => Evaluate(request.Text, sources, cancellation));
    }

    private HuntingAnswer Evaluate(string text, HuntingSources sources, CancellationToken cancellation)
    {
        try
        {
            return HuntingEngine.Run(text, sources, options, cancellation);
        }
        catch (SegmentGoneException gone)
        {
            throw new HuntingUnavailableException("The query ran so long that the archive was tidied beneath it. Ask again, for a shorter time.", TimeSpan.FromSeconds(1), gone);
        }
        catch (DamagedSegmentException damage)
        {
            throw new HuntingUnavailableException($"The archive cannot be read: {damage.Message}.", cause: damage);
        }
    }
}
