namespace ExposurePipeline.Reachability.Resources;

/// <summary>What analyses ask about resources that are not known.</summary>
public static class UnreadQuestions
{
    /// <summary>Why a resource that is not in the estate, or not as what it should be, is not known; without a full stop.</summary>
    public static string WhyUnread(this IEstate estate, ResourceId id) => estate.Find<UnreadResource>(id)?.Reason ?? $"{id} was not read";

    /// <summary>The unread resources that named this one as resources of a kind, when they were last understood.</summary>
    public static IEnumerable<UnreadResource> UnreadNaming<T>(this IEstate estate, ResourceId id)
        where T : Resource => estate.Naming<UnreadResource>(id).Where(static unread => unread.Copies.Any(static copy => copy is T));
}
