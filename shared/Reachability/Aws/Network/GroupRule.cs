using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>One permission of a security group: some traffic, with everyone it is allowed for.</summary>
/// <param name="Traffic">Protocols and ports.</param>
/// <param name="Ranges">Address blocks of both families.</param>
/// <param name="PrefixLists">Prefix lists, by id.</param>
/// <param name="Groups">Security groups whose members are meant.</param>
/// <param name="Problems">What could not be read of it.</param>
public sealed record GroupRule(
    Traffic Traffic, IReadOnlyList<IpRange> Ranges, IReadOnlyList<ResourceId> PrefixLists, IReadOnlyList<ResourceId> Groups, IReadOnlyList<string> Problems)
{
    private static readonly string[] Known =
        ["IpProtocol", "FromPort", "ToPort", "IpRanges", "Ipv4Ranges", "Ipv6Ranges", "PrefixListIds", "UserIdGroupPairs", "Description"];

    /// <summary>What a new group lets its members open: everything (VPC User Guide, Default outbound rule).</summary>
    public static GroupRule Everything { get; } = new(Traffic.Unread with { IsRead = true }, [new(IpAddress.Unspecified, 0), new(new(0, IsV4: false), 0)], [], [], []);

    /// <summary>The permission of a group whose permissions were not told.</summary>
    public static GroupRule Untold { get; } = new(Traffic.Unread, [], [], [], ["its permissions were not told"]);

    /// <summary>Reads the API's form and AWS Config's, in which blocks of IPv4 are texts.</summary>
    public static GroupRule Read(Body body)
    {
        var traffic = Traffic.Read(body["IpProtocol"].Text, body["FromPort"].Number, body["ToPort"].Number);
        var (ranges, unread) = Cidr.ReadAll(body["IpRanges"].Items.Concat(body["Ipv4Ranges"].Items).Select(static item => item.Text ?? item["CidrIp"].Text)
            .Concat(body["Ipv6Ranges"].Items.Select(static item => item.Text ?? item["CidrIpv6"].Text)));
        return new(
            traffic,
            [.. ranges.Distinct()],
            [.. AllIn(body["PrefixListIds"], "PrefixListId")],
            [.. AllIn(body["UserIdGroupPairs"], "GroupId")],
            [.. ProblemsOf(body, traffic, unread)]);
    }

    /// <summary>The rule, for one sender.</summary>
    public Rule For(ResourceId group, Caller caller, IEstate estate)
    {
        var lists = PrefixLists.Select(id => estate.Find<PrefixList>(id)).ToArray();
        var bears = caller.Bears(Groups);
        var certain = bears is true ? SourceSet.All : SourceSet.Of(Ranges.Concat(lists.SelectMany(static list => list?.Ranges ?? [])));
        var isWhole = bears is not null && Problems.Count == 0 && Array.TrueForAll(lists, static list => list is { IsComplete: true });
        return new(
            $"{group}: {Traffic}",
            Allows: true,
            Traffic.IsRead ? certain.On(Traffic.Protocols, Traffic.Ports) : FlowSet.Empty,
            (isWhole ? certain : SourceSet.All).On(Traffic.Protocols, Traffic.Ports));
    }

    /// <summary>The outbound rule, towards one receiver: which traffic it lets a member open, whoever the member acts for.</summary>
    public Rule Towards(ResourceId group, IpAddress receiver, IReadOnlyList<ResourceId>? receiversGroups, IEstate estate)
    {
        var lists = PrefixLists.Select(id => estate.Find<PrefixList>(id)).ToArray();
        var bears = new Caller(receiversGroups).Bears(Groups);
        var isMeant = bears is true || Ranges.Concat(lists.SelectMany(static list => list?.Ranges ?? [])).Any(range => range.Contains(receiver));
        var isWhole = bears is not null && Problems.Count == 0 && Array.TrueForAll(lists, static list => list is { IsComplete: true });
        var flows = SourceSet.All.On(Traffic.Protocols, Traffic.Ports);
        return new($"{group}, outbound: {Traffic}", Allows: true, isMeant && Traffic.IsRead ? flows : FlowSet.Empty, isMeant || !isWhole ? flows : FlowSet.Empty);
    }

    private static IEnumerable<string> ProblemsOf(Body body, Traffic traffic, IReadOnlyList<string?> unread) =>
        unread.Select(static text => $"'{text}' is no address block")
            .Concat(traffic.IsRead ? [] : [$"protocol '{body["IpProtocol"].Text}' with ports '{body["FromPort"].Text}' to '{body["ToPort"].Text}' is not understood"])
            .Concat(body.Members
                .Where(static member => member.Value.Items.Any() && !Known.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
                .Select(static member => $"member '{member.Name}' is not known"));
}
