using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Projects;

/// <summary>An estate in which projects go by their ids and by their numbers alike.</summary>
/// <param name="estate">As it was told.</param>
internal sealed class EitherName(IEstate estate) : IEstate
{
    private readonly Dictionary<string, string?> others = [];
    private readonly SortedSet<string> untold = new(StringComparer.Ordinal);

    /// <summary>What would have to be told before absence of anything proves something: the ids of projects that are named by number.</summary>
    public IEnumerable<string> Missing => untold.Select(static number => $"No document tells which project has the number {number}.");

    public T? Find<T>(ResourceId? id)
        where T : Resource => estate.Find<T>(id) ?? (id is { } known && Renamed(known) is { } other ? estate.Find<T>(other) : null);

    public IEnumerable<T> Naming<T>(ResourceId id)
        where T : Resource => Renamed(id) is { } other
            ? estate.Naming<T>(id).Concat(estate.Naming<T>(other)).DistinctBy(static each => each.Id).OrderBy(static each => each.Id.Text, StringComparer.Ordinal)
            : estate.Naming<T>(id);

    private ResourceId? Renamed(ResourceId id)
    {
        if (ProjectName.ProjectOf(id) is not { Length: > 0 } span)
        {
            return null;
        }

        var project = span.ToString();
        if (!others.TryGetValue(project, out var other))
        {
            others[project] = other = estate.Find<ProjectName>(ProjectName.Of(project))?.Other;
            untold.UnionWith(other is null ? Untold(id, project) : []);
        }

        return other is { Length: > 0 } ? id with { Text = id.Text.Replace($"/projects/{project}", $"/projects/{other}", StringComparison.Ordinal) } : null;
    }

    // A project of which no number is known may be any that others name by a number alone.
    private IEnumerable<string> Untold(ResourceId id, string project) => ProjectName.IsByNumber(id)
        ? [project]
        : estate.Naming<Resource>(ProjectName.ByNumber)
            .SelectMany(static each => each.References)
            .Where(ProjectName.IsByNumber)
            .Select(static named => ProjectName.ProjectOf(named).ToString())
            .Distinct()
            .Where(number => estate.Find<ProjectName>(ProjectName.Of(number)) is null);
}
