using ExposurePipeline.Reachability.Algebra;
using FsCheck;
using FsCheck.Fluent;

namespace ExposurePipeline.Tests.Reachability.Algebra;

/// <summary>Flows from small pools, so that boxes overlap, touch and coincide; and the same as a list of every flow of a small world.</summary>
internal static class FlowSamples
{
    private const int Addresses = 6;
    private const int Ports = 5;
    private const int FirstProtocol = 5;
    private const int Protocols = 3;

    public static Gen<FlowSet> Set { get; } = Gen.Choose(0, 4).SelectMany(count => Box.ArrayOf(count)).Select(static boxes => boxes.Aggregate(FlowSet.Empty, static (all, box) => all.Union(box)));

    /// <summary>Every flow that a generated set can hold.</summary>
    public static IEnumerable<Flow> World { get; } =
        from family in new[] { Family.V4, Family.V6 }
        from protocol in Enumerable.Range(FirstProtocol, Protocols)
        from port in Enumerable.Range(0, Ports)
        from source in Enumerable.Range(0, Addresses)
        select new Flow(family, protocol, port, (UInt128)source);

    private static Gen<FlowSet> Box =>
        from protocols in Range(FirstProtocol, FirstProtocol + Protocols - 1)
        from ports in Range(0, Ports - 1)
        from v4 in Sources
        from v6 in Sources
        select FlowSet.Of(protocols, ports, v4, v6);

    private static Gen<AddressSet> Sources =>
        from count in Gen.Choose(0, 2)
        from ranges in Range(0, Addresses - 1).ArrayOf(count)
        select AddressSet.Of(ranges.Select(static range => new AddressInterval((UInt128)range.First, (UInt128)range.Last)));

    public static bool Contains(this FlowSet set, Flow flow) => set.Sources(flow.Family, flow.Protocol, flow.Port).Contains(flow.Source);

    private static Gen<NumberRange> Range(int first, int last) =>
        from one in Gen.Choose(first, last)
        from other in Gen.Choose(first, last)
        select new NumberRange(Math.Min(one, other), Math.Max(one, other));

    internal readonly record struct Flow(Family Family, int Protocol, int Port, UInt128 Source);
}
