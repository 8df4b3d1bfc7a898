namespace ExposurePipeline.Reachability.Resources;

/// <summary>A resource that exists and whose body was not told, could not be understood, or was told twice, differently. What needs it is unknown.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Type">The cloud's own name of its type.</param>
public sealed record UnreadResource(ResourceId Id, string Type) : Resource(Id)
{
    private const string Providers = "/providers/";

    /// <summary>What it was when it was last understood, or the copies that contradict each other; none where it never was.</summary>
    public IReadOnlyList<Resource> Copies { get; init; } = [];

    /// <summary>Why it is not known, without a full stop.</summary>
    public string Reason => Problems is [var problem, ..] ? problem : $"{Id} was not read";

    /// <summary>
    /// What it named when it was last understood: a route table that changed is still one of its subnet. And the resources that it is a part of, where ids
    /// tell that, as Azure's do: an unread rule leaves its server in doubt.
    /// </summary>
    public override IEnumerable<ResourceId> References => Copies.SelectMany(static copy => copy.References).Concat(Owners).Distinct();

    private IEnumerable<ResourceId> Owners
    {
        get
        {
            var start = Id.Cloud is Cloud.Azure ? Id.Text.LastIndexOf(Providers, StringComparison.Ordinal) : -1;
            var parts = start < 0 ? [] : Id.Text[(start + Providers.Length)..].Split('/');
            for (var length = parts.Length - 2; length >= 3; length -= 2)
            {
                yield return Id with { Text = $"{Id.Text[..(start + Providers.Length)]}{string.Join('/', parts[..length])}" };
            }
        }
    }
}
