namespace ExposurePipeline.Hunting.Archive;

/// <summary>Which events of a hub a batch was: all of a partition from one sequence number to another.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="First">The sequence number of the first event.</param>
/// <param name="Last">The sequence number of the last event; not below the first.</param>
public sealed record SegmentOrigin(string Partition, long First, long Last);
