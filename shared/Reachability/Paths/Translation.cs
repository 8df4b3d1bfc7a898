using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;

namespace ExposurePipeline.Reachability.Paths;

/// <summary>What a frontend does to a flow on its way in: another port, and where it proxies or hides the client, another source.</summary>
/// <param name="Protocol">Protocol of the frontend.</param>
/// <param name="Ports">Ports of the frontend.</param>
/// <param name="InsidePorts">
/// Ports further in: port by port where there are as many as of the frontend, else each port of the frontend leads to any of them.
/// </param>
/// <param name="SeenAs">What is seen as source further in; null where it is the client.</param>
public sealed record Translation(int Protocol, NumberRange Ports, NumberRange InsidePorts, SourceSet? SeenAs)
{
    /// <summary>Whether each port of the frontend leads to one further in.</summary>
    public bool IsPortByPort => InsidePorts.Last - InsidePorts.First == Ports.Last - Ports.First;

    /// <summary>Where ports of the frontend lead further in.</summary>
    /// <param name="ports">Ports of the frontend.</param>
    public NumberRange Inside(NumberRange ports) =>
        IsPortByPort ? new(ports.First - Ports.First + InsidePorts.First, ports.Last - Ports.First + InsidePorts.First) : InsidePorts;

    /// <summary>Which flows, as they look outside, get through when <paramref name="inside"/> gets through further in.</summary>
    /// <remarks>Where the source is replaced by one of many, a flow gets through for certain only if each of them does.</remarks>
    public Reach Outside(Reach inside) => new(Outside(inside.Certain, certain: true), Outside(inside.Possible, certain: false));

    private FlowSet Outside(FlowSet inside, bool certain) => IsPortByPort ? Shifted(inside, certain) : Gathered(inside, certain);

    private FlowSet Shifted(FlowSet inside, bool certain)
    {
        var outside = FlowSet.Empty;
        foreach (var box in Within(inside).Boxes)
        {
            var ports = new NumberRange(box.Ports.First - InsidePorts.First + Ports.First, box.Ports.Last - InsidePorts.First + Ports.First);
            outside = outside.Union(Clients(box, ports, certain));
        }

        return outside;
    }

    private FlowSet Gathered(FlowSet inside, bool certain)
    {
        if (SeenAs is null)
        {
            return FlowSet.Of(NumberRange.Of(Protocol), Ports, Clients(inside, Family.V4, certain), Clients(inside, Family.V6, certain));
        }

        var whole = FlowSet.Of(NumberRange.Of(Protocol), InsidePorts, SeenAs.V4, SeenAs.V6);
        var reached = Within(inside).Intersect(whole);
        return reached.IsEmpty || (certain && !whole.Except(reached).IsEmpty) ? FlowSet.Empty : FlowSet.Of(Protocol, Ports);
    }

    // Those that get to every port further in, or to any.
    private AddressSet Clients(FlowSet inside, Family family, bool certain)
    {
        var (everywhere, somewhere, next) = (AddressSet.All(family), AddressSet.Empty, InsidePorts.First);
        foreach (var ports in Within(inside).Of(family).At(Protocol).Items)
        {
            everywhere = ports.First == next ? everywhere.Intersect(ports.Set) : AddressSet.Empty;
            (somewhere, next) = (somewhere.Union(ports.Set), ports.Last + 1);
        }

        return !certain ? somewhere : next > InsidePorts.Last ? everywhere : AddressSet.Empty;
    }

    private FlowSet Within(FlowSet inside) => inside.Intersect(FlowSet.Of(Protocol, InsidePorts));

    // A proxy serves clients of either family, whichever it uses further in.
    private FlowSet Clients(FlowBox box, NumberRange ports, bool certain)
    {
        if (SeenAs is null)
        {
            return box.Family is Family.V4
                ? FlowSet.Of(NumberRange.Of(Protocol), ports, box.Sources, AddressSet.Empty)
                : FlowSet.Of(NumberRange.Of(Protocol), ports, AddressSet.Empty, box.Sources);
        }

        var seen = SeenAs.Of(box.Family);
        var passes = certain ? !seen.IsEmpty && seen.Except(box.Sources).IsEmpty : !seen.Intersect(box.Sources).IsEmpty;
        return passes ? FlowSet.Of(Protocol, ports) : FlowSet.Empty;
    }
}
