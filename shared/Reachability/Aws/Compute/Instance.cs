using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Aws.Network;
using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.Compute;

/// <summary>An EC2 instance.</summary>
/// <param name="Id">Its id, <c>i-…</c>.</param>
/// <param name="Vpc">Its VPC.</param>
/// <param name="State">Its state, as <c>running</c>; null where it was not told.</param>
/// <param name="Interfaces">Its network interfaces, as the instance tells of them.</param>
public sealed record Instance(ResourceId Id, ResourceId? Vpc, string? State, IReadOnlyList<NetworkInterface> Interfaces) : Resource(Id)
{
    /// <summary>Whether it gave its address of Amazon's pool back (EC2 User Guide, Instance IP addressing).</summary>
    public bool IsStopped => State is "stopped" or "stopping";

    /// <summary>Whether it is gone, or as good as gone.</summary>
    public bool IsTerminated => State is "terminated" or "shutting-down";

    /// <summary>Reads <c>describe-instances</c> or AWS Config.</summary>
    public static Instance Read(ResourceChange change)
    {
        var body = change.Body;
        var interfaces = body["NetworkInterfaces"].Items
            .Select(item => In(item["NetworkInterfaceId"]) is { } id ? NetworkInterface.Read(id, item, change.Id) : null)
            .OfType<NetworkInterface>()
            .OrderBy(static read => read.DeviceIndex)
            .ToArray();
        return new(change.Id, In(body["VpcId"]), body["State"]["Name"].Text, interfaces switch
        {
            [var first, .. var others] => [Completed(first, Only(body, change.Id)), .. others],
            _ => body["SubnetId"].Exists ? [Only(body, change.Id)] : [],
        })
        {
            Name = body["Tags"].Items.FirstOrDefault(static tag => tag["Key"].Text is "Name")["Value"].Text ?? "",
        };
    }

    // What the instance says of itself is what its first interface has.
    private static NetworkInterface Only(Body body, ResourceId id) => new(
        id,
        new(In(body["SubnetId"]), In(body["VpcId"])),
        id,
        0,
        body["SecurityGroups"].Exists ? [.. AllIn(body["SecurityGroups"], "GroupId")] : null,
        [new(Address(body["PrivateIpAddress"]) ?? IpAddress.Unspecified, Address(body["PublicIpAddress"]), IsElastic: false)],
        Address(body["Ipv6Address"]) is { } v6 ? [v6] : []);

    private static NetworkInterface Completed(NetworkInterface first, NetworkInterface told) => first with
    {
        Place = new(first.Place.Subnet ?? told.Place.Subnet, first.Place.Vpc ?? told.Place.Vpc),
        Groups = first.Groups ?? told.Groups,
        Addresses = first.Addresses.Any(static address => address.Public is not null)
            ? first.Addresses
            : [first.Addresses[0] with { Public = told.Addresses[0].Public, IsElastic = false }, .. first.Addresses.Skip(1)],
    };

    private static IpAddress? Address(Body text) => IpAddress.TryParse(text.Text ?? "", out var address) ? address : null;
}
