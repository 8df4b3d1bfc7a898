using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>An estate that remembers what it was asked: what a verdict depends on, absent answers included.</summary>
/// <param name="estate">Which answers.</param>
internal sealed class Reading(IEstate estate) : IEstate
{
    // Most resources are no assets, and ask nothing.
    private HashSet<Question>? questions;

    /// <summary>What was asked so far.</summary>
    public IReadOnlyCollection<Question> Questions => questions ?? (IReadOnlyCollection<Question>)[];

    public T? Find<T>(ResourceId? id)
        where T : Resource
    {
        if (id is { } asked)
        {
            (questions ??= []).Add(new(asked, IsNaming: false));
        }

        return estate.Find<T>(id);
    }

    public IEnumerable<T> Naming<T>(ResourceId id)
        where T : Resource
    {
        (questions ??= []).Add(new(id, IsNaming: true));
        return estate.Naming<T>(id);
    }
}

/// <summary>Something an analysis asked.</summary>
/// <param name="Id">About which resource.</param>
/// <param name="IsNaming">Whether for the resources that name it, else for itself.</param>
internal readonly record struct Question(ResourceId Id, bool IsNaming);
