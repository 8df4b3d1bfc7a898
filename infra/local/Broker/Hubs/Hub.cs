namespace ExposurePipeline.Local.Broker.Hubs;

/// <summary>A hub with its partitions, by number.</summary>
internal sealed record Hub(string Name, IReadOnlyList<Partition> Partitions, IReadOnlyList<string> ConsumerGroups)
{
    /// <summary>The group every hub has.</summary>
    public const string DefaultGroup = "$Default";

    private int _turn = -1;

    public HubDescription Description => new(Name, Partitions.Count, ConsumerGroups);

    public Partition ForKey(string partitionKey) => Partitions[PartitionKeyHash.Choose(partitionKey, Partitions.Count)];

    /// <summary>Round robin, for a publish without a key.</summary>
    public Partition InTurn() => Partitions[(int)((uint)Interlocked.Increment(ref _turn) % (uint)Partitions.Count)];
}

/// <param name="Partition">Where it goes; decided before it is queued.</param>
/// <param name="PartitionKey">Kept with the event.</param>
/// <param name="Properties">A flat JSON object, or null for none.</param>
/// <param name="Body">The bytes.</param>
internal readonly record struct NewEvent(Partition Partition, string? PartitionKey, string? Properties, byte[] Body);
