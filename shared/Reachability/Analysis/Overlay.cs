using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>An estate as it would be with some resources replaced or gone.</summary>
/// <param name="estate">As it is.</param>
/// <param name="replaced">What is different; null for gone.</param>
internal sealed class Overlay(Estate estate, IReadOnlyDictionary<ResourceId, Resource?> replaced) : IEstate
{
    // By what they name, so that a question costs as little as of the estate itself, however much is new.
    private readonly Estate news = Estate.Of(replaced.Values.OfType<Resource>());

    /// <summary>What becomes different.</summary>
    public IReadOnlyDictionary<ResourceId, Resource?> Replaced => replaced;

    /// <summary>The questions whose answers may become different.</summary>
    public IEnumerable<Question> Touched => replaced.SelectMany(each => Named(estate.Find<Resource>(each.Key)).Concat(Named(each.Value))
        .Select(static id => new Question(id, IsNaming: true))
        .Prepend(new(each.Key, IsNaming: false)));

    public T? Find<T>(ResourceId? id)
        where T : Resource => id is { } known && replaced.TryGetValue(known, out var resource) ? resource as T : estate.Find<T>(id);

    public IEnumerable<T> Naming<T>(ResourceId id)
        where T : Resource
    {
        var (kept, added) = (estate.Naming<T>(id).Where(other => !replaced.ContainsKey(other.Id)), news.Naming<T>(id));
        return estate.Count == 0 ? added : kept.Concat(added).OrderBy(static other => other.Id.Text, StringComparer.Ordinal);
    }

    /// <summary>Makes it so.</summary>
    public void Commit()
    {
        if (estate.Count == 0)
        {
            estate.Take(news);
            return;
        }

        foreach (var (id, resource) in replaced)
        {
            if (resource is null)
            {
                estate.Remove(id);
            }
            else
            {
                estate.Put(resource);
            }
        }
    }

    private static IEnumerable<ResourceId> Named(Resource? resource) => resource?.FoundBy ?? [];
}
