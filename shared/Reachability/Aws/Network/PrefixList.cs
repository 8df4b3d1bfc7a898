using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>A prefix list, of AWS or of a customer: address blocks under one id.</summary>
/// <param name="Id">Its id, <c>pl-…</c>.</param>
/// <param name="Ranges">The blocks.</param>
/// <param name="IsComplete">Whether every block could be read.</param>
public sealed record PrefixList(ResourceId Id, IReadOnlyList<IpRange> Ranges, bool IsComplete) : Resource(Id)
{
    /// <summary>Reads <c>describe-prefix-lists</c> or the entries of <c>get-managed-prefix-list-entries</c>.</summary>
    public static PrefixList Read(ResourceChange change)
    {
        var (ranges, unread) = Cidr.ReadAll(change.Body["Cidrs"].Texts.Concat(change.Body["Entries"].Items.Select(static entry => entry["Cidr"].Text ?? "")));
        return new(change.Id, ranges, unread.Count == 0)
        {
            Name = change.Body["PrefixListName"].Text ?? "",
            Problems = [.. unread.Select(text => $"{change.Id}: '{text}' is no address block.")],
        };
    }
}
