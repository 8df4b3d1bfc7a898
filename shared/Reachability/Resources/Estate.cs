using System.Runtime.InteropServices;

namespace ExposurePipeline.Reachability.Resources;

/// <summary>Every resource that was read, by id and by what names it. One writer at a time.</summary>
public sealed class Estate : IEstate
{
    private Dictionary<ResourceId, Resource> byId = [];
    private Dictionary<ResourceId, SortedSet<ResourceId>> naming = [];

    /// <summary>Every resource.</summary>
    public IEnumerable<Resource> Resources => byId.Values;

    /// <summary>How many.</summary>
    public int Count => byId.Count;

    /// <summary>One of these resources.</summary>
    public static Estate Of(IEnumerable<Resource> resources)
    {
        var estate = new Estate();
        foreach (var resource in resources)
        {
            estate.Put(resource);
        }

        return estate;
    }

    /// <summary>Puts a resource in place of what was known of it.</summary>
    public void Put(Resource resource)
    {
        Remove(resource.Id);
        byId[resource.Id] = resource;
        foreach (var named in resource.FoundBy)
        {
            ref var others = ref CollectionsMarshal.GetValueRefOrAddDefault(naming, named, out _);
            (others ??= new(IdOrder)).Add(resource.Id);
        }
    }

    /// <summary>Takes over everything that another estate knows, in place of what it knew itself; the other knows nothing after it.</summary>
    internal void Take(Estate other)
    {
        (byId, naming) = (other.byId, other.naming);
        (other.byId, other.naming) = ([], []);
    }

    /// <summary>Forgets a resource; nothing happens when it is not known.</summary>
    public void Remove(ResourceId id)
    {
        if (!byId.Remove(id, out var known))
        {
            return;
        }

        foreach (var named in known.FoundBy)
        {
            if (naming.TryGetValue(named, out var others) && others.Remove(id) && others.Count == 0)
            {
                naming.Remove(named);
            }
        }
    }

    /// <inheritdoc/>
    public T? Find<T>(ResourceId? id)
        where T : Resource => id is { } known ? byId.GetValueOrDefault(known) as T : null;

    /// <inheritdoc/>
    public IEnumerable<T> Naming<T>(ResourceId id)
        where T : Resource => naming.TryGetValue(id, out var others) ? others.Select(other => byId[other]).OfType<T>() : [];

    private static Comparer<ResourceId> IdOrder { get; } =
        Comparer<ResourceId>.Create(static (left, right) => string.CompareOrdinal(left.Text, right.Text) is var order && order != 0 ? order : left.Cloud.CompareTo(right.Cloud));
}
