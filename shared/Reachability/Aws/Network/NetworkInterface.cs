using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>A network interface: where addresses and security groups are.</summary>
/// <param name="Id">Its id, <c>eni-…</c>.</param>
/// <param name="Place">Its subnet and VPC.</param>
/// <param name="Instance">The instance that it is attached to; null for none.</param>
/// <param name="DeviceIndex">0 for the instance's first interface.</param>
/// <param name="Groups">Its security groups; null where they were not told.</param>
/// <param name="Addresses">Its addresses of IPv4, each with the public one that leads to it.</param>
/// <param name="V6">Its addresses of IPv6, which are their own public ones.</param>
public sealed record NetworkInterface(
    ResourceId Id,
    VpcPlace Place,
    ResourceId? Instance,
    long DeviceIndex,
    IReadOnlyList<ResourceId>? Groups,
    IReadOnlyList<InterfaceAddress> Addresses,
    IReadOnlyList<IpAddress> V6) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Instance is { } instance ? [instance] : [];

    /// <summary>Its public addresses of both families.</summary>
    public IEnumerable<InterfaceAddress> Public => Addresses.Where(static address => address.Public is not null)
        .Concat(V6.Where(AddressSpace.IsGlobal).Select(static address => new InterfaceAddress(address, address, IsElastic: true)));

    /// <summary>Reads <c>describe-network-interfaces</c> or AWS Config.</summary>
    public static NetworkInterface Read(ResourceChange change) => Read(change.Id, change.Body, In(change.Body["Attachment"]["InstanceId"]));

    /// <summary>Reads the copy of an interface that its instance has.</summary>
    public static NetworkInterface Read(ResourceId id, Body body, ResourceId? instance) => new(
        id,
        new(In(body["SubnetId"]), In(body["VpcId"])),
        instance,
        body["Attachment"]["DeviceIndex"].Number ?? 0,
        body["Groups"].Exists ? [.. AllIn(body["Groups"], "GroupId")] : null,
        [.. AddressesOf(body)],
        [.. body["Ipv6Addresses"].Items.Select(static item => Address(item["Ipv6Address"])).OfType<IpAddress>()]);

    private static IEnumerable<InterfaceAddress> AddressesOf(Body body) => body["PrivateIpAddresses"].Items.Any()
        ? body["PrivateIpAddresses"].Items.Select(item => AddressOf(item, item["Association"].Exists || item["Primary"].Flag is not true ? item["Association"] : body["Association"]))
        : [AddressOf(body, body["Association"])];

    private static InterfaceAddress AddressOf(Body item, Body association) =>
        new(Address(item["PrivateIpAddress"]) ?? IpAddress.Unspecified, PublicOf(association["PublicIp"]), association["IpOwnerId"].Text is not "amazon");

    // One that cannot be read is there all the same.
    private static IpAddress? PublicOf(Body text) => Address(text) ?? (text.Exists ? IpAddress.Unspecified : null);

    private static IpAddress? Address(Body text) => IpAddress.TryParse(text.Text ?? "", out var address) ? address : null;
}
