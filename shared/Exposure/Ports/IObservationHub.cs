using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Ports;

/// <summary>Hands observations over to the aggregation, all of one entity to the same partition.</summary>
public interface IObservationHub
{
    /// <summary>Returns only when every observation was accepted.</summary>
    Task SendAsync(IReadOnlyList<EntityObservations> observations, CancellationToken cancellation);
}
