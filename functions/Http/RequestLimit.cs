using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Http;

/// <summary>Counts requests per tenant in whole minutes of the clock, as Defender's own limit of 100 a minute.</summary>
/// <param name="perMinute">How many are let through; 0 for all.</param>
/// <param name="clock">The clock.</param>
internal sealed class RequestLimit(int perMinute, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<TenantId, int> counts = [];
    private long minute;

    /// <summary>How many are let through a minute.</summary>
    public int PerMinute => perMinute;

    /// <summary>Null when the request may pass, else the whole seconds until one may again, 1 to 60.</summary>
    public int? Take(TenantId tenant)
    {
        var seconds = clock.GetUtcNow().ToUnixTimeSeconds();
        lock (gate)
        {
            if (minute != seconds / 60)
            {
                minute = seconds / 60;
                counts.Clear();
            }

            var count = counts.GetValueOrDefault(tenant) + 1;
            counts[tenant] = count;
            return perMinute > 0 && count > perMinute ? 60 - (int)(seconds % 60) : null;
        }
    }
}
