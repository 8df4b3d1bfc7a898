using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Hunting;

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
        var answer = HuntingEngine.Run(text, sources, options, cancellation);
        if (answer.Result is { } result)
        {
            Read(result, cancellation);
        }

        return answer;
    }

    // Columns that no operator used are read when they are first shown: here, where reading may block, and not while the answer is being sent.
    private static void Read(HuntingResult result, CancellationToken cancellation)
    {
        foreach (var batch in result.Batches)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var column = 0; column < batch.Width; column++)
            {
                _ = batch[column];
            }
        }
    }
}
