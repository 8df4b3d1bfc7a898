using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>The product's own path: one hub message at a time through <see cref="Normaliser"/>, all checks and all fields included.</summary>
internal static class Product
{
    private static readonly ExposurePolicy Policy = ExposurePolicy.Default with { Resolution = TimeSpan.Zero };

    public static void Read(byte[] body, Reached into)
    {
        var batch = Normaliser.Normalise([new RawEvent(body, new EventPosition("events", "0", 1), Connections.Newest)], Policy, Connections.Newest);
        foreach (var entity in batch.Observations)
        {
            foreach (var observation in entity.Observations)
            {
                Add(into, entity.Entity.Key, observation);
            }
        }
    }

    private static void Add(Reached into, string key, Observation observation)
    {
        var (port, seen, remotes) = observation switch
        {
            EvidenceSeen evidence => (evidence.Key.Local!.Value.Port, evidence.Seen, evidence.Remotes),
            ConnectionAccepted connection => (connection.Port, connection.Seen, connection.Remotes),
            PortAnswered answer => (answer.Port, answer.Seen, [default(IpAddress)]),
            _ => throw new InvalidOperationException($"{observation.GetType().Name} is none of the benchmark's observations."),
        };
        foreach (var remote in remotes)
        {
            into.Add(key, port, remote, seen.Last);
        }
    }
}
