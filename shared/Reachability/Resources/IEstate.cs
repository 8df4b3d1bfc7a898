namespace ExposurePipeline.Reachability.Resources;

/// <summary>What an analysis may ask: every answer, also an absent one, is something that the verdict depends on.</summary>
public interface IEstate
{
    /// <summary>A resource; null when it was not read, or is of another kind.</summary>
    T? Find<T>(ResourceId? id)
        where T : Resource;

    /// <summary>The resources of a kind that name this one, ordered by id.</summary>
    IEnumerable<T> Naming<T>(ResourceId id)
        where T : Resource;
}
