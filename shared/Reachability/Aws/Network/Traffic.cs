using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>Protocols and ports of a rule.</summary>
/// <param name="Protocols">Protocol numbers.</param>
/// <param name="Ports">Ports, or ICMP types and codes.</param>
/// <param name="IsRead">Whether it is what the rule says; else the rule could not be understood, and this is the most that it may mean.</param>
public readonly record struct Traffic(NumberRange Protocols, NumberRange Ports, bool IsRead)
{
    private const int Any = -1;

    /// <summary>What a rule means that cannot be understood: anything.</summary>
    public static Traffic Unread { get; } = new(NumberRange.AllProtocols, NumberRange.AllPorts, IsRead: false);

    /// <summary>Protocols and ports as security groups have them: for ICMP the type is in the first and the code in the second port.</summary>
    /// <remarks>With protocol -1 ports mean nothing, whatever they are; likewise with protocols that have none (API reference, <c>IpPermission</c>).</remarks>
    public static Traffic Read(string? protocol, long? from, long? to) => Protocol(protocol) switch
    {
        null => Unread,
        Any => Unread with { IsRead = true },
        { } number when IsIcmp(number) => Icmp(number, from, to),
        { } number when Algebra.Protocols.HasPorts(number) => WithPorts(number, from, to),
        { } number => new(NumberRange.Of(number), NumberRange.AllPorts, IsRead: true),
    };

    /// <summary>Protocols and ports as network ACLs have them.</summary>
    public static Traffic Read(string? protocol, Body ports, Body icmp) =>
        Protocol(protocol) is { } number && IsIcmp(number)
            ? Read(protocol, icmp["Type"].Number, icmp["Code"].Number)
            : Read(protocol, ports["From"].Number, ports["To"].Number);

    /// <inheritdoc/>
    public override string ToString() =>
        new FlowBox(Family.V4, Protocols, Ports, AddressSet.Empty).ToString();

    private static bool IsIcmp(int protocol) => protocol is Algebra.Protocols.Icmp or Algebra.Protocols.IcmpV6;

    private static int? Protocol(string? text) => text is "-1" or "all" ? Any : Algebra.Protocols.TryParse(text, out var number) ? number : null;

    private static Traffic WithPorts(int protocol, long? from, long? to) =>
        from is >= 0 and <= Algebra.Protocols.LastPort and var first && to is <= Algebra.Protocols.LastPort and var last && first <= last
            ? new(NumberRange.Of(protocol), new((int)first, (int)last), IsRead: true)
            : new(NumberRange.Of(protocol), NumberRange.AllPorts, IsRead: false);

    private static Traffic Icmp(int protocol, long? type, long? code) => new(NumberRange.Of(protocol), (type, code) switch
    {
        (Any or null, _) => NumberRange.AllPorts,
        (var known, Any or null) => new((int)(known.Value << 8), (int)((known.Value << 8) | 0xff)),
        var (known, exact) => NumberRange.Of((int)((known.Value << 8) | exact.Value)),
    }, IsRead: type is null or (>= Any and <= 0xff) && code is null or (>= Any and <= 0xff));
}
