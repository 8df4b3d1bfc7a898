using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>An address group: ranges that firewall policies name together.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Addresses">Its items that were understood.</param>
/// <param name="IsWhole">Whether all were.</param>
public sealed record AddressGroup(ResourceId Id, SourceSet Addresses, bool IsWhole) : Resource(Id)
{
    private const string Service = "networksecurity.googleapis.com";

    /// <summary>The group that a rule names: <c>projects/p/locations/global/addressGroups/g</c>, with or without the service before it.</summary>
    public static ResourceId? IdOf(string? text) => GcpName.Of(text) is { } id ? id with { Text = $"//{Service}/{string.Join('/', id.Text.Split('/')[3..])}" } : null;

    /// <summary>Reads a group.</summary>
    public static AddressGroup Read(ResourceChange change)
    {
        var problems = new List<string>();
        var (addresses, isWhole) = Ranges.Read(change.Body["items"], change.Id.Last(), problems);
        return new(change.Id, addresses, isWhole) { Name = change.Id.Last(), Problems = problems };
    }
}
