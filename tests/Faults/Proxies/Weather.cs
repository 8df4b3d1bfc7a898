using System.Collections.Concurrent;

namespace ExposurePipeline.Tests.Faults.Proxies;

/// <summary>Which requests are disturbed, and how.</summary>
/// <param name="seed">Decides by chance.</param>
/// <param name="kinds">What may happen.</param>
/// <param name="share">To how many of all requests, from 0 to 1.</param>
internal sealed class Weather(int seed, IReadOnlyList<Disturbance> kinds, double share)
{
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();

    /// <summary>How often what happened.</summary>
    public ConcurrentDictionary<string, int> Happened { get; } = [];

    /// <summary>What happens to a request, first what has happened least; null for nothing.</summary>
    public Disturbance? Next(Exchange exchange)
    {
        var fitting = kinds.Where(kind => kind.Fits(exchange)).ToList();
        lock (_gate)
        {
            if (fitting.Count == 0 || _random.NextDouble() >= share)
                return null;
            var chosen = fitting.MinBy(kind => (Happened.GetValueOrDefault(kind.Name), _random.Next()))!;
            Happened.AddOrUpdate(chosen.Name, 1, static (_, count) => count + 1);
            return chosen;
        }
    }
}
