using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Paths;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Reachability.Joining;

/// <summary>Which ports the asset sees, and which flows outside come through when those do, are one mapping read both ways.</summary>
public sealed class InsidePortTests
{
    private static readonly Gen<Translation> Translation =
        from first in Gen.Choose(1, 60)
        from count in Gen.Choose(0, 9)
        from inside in Gen.Choose(1, 60)
        from isSeenAs in Gen.Elements(true, false)
        select new Translation(Protocols.Tcp, new(first, first + count), new(inside, inside + count), isSeenAs ? SourceSet.All : null);

    private static readonly Gen<(Translation Outer, Translation Inner, int Port)> Chain =
        from outer in Translation
        from shift in Gen.Choose(1, 60)
        from port in Gen.Choose(outer.Ports.First, outer.Ports.Last)
        let inner = new Translation(Protocols.Tcp, outer.InsidePorts, new(shift, shift + outer.InsidePorts.Last - outer.InsidePorts.First), null)
        select (outer, inner, port);

    [Fact]
    public void a_port_comes_through_where_the_port_inside_does() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Chain.ToArbitrary(), chain =>
        {
            var view = View.Outside.After(chain.Outer).After(chain.Inner);
            var inside = view.Inside(NumberRange.Of(chain.Port));
            var outside = view.FromOutside(Reach.Exactly(FlowSet.Of(Protocols.Tcp, inside)));
            return view.IsPortByPort && inside.First == inside.Last && outside.Certain == FlowSet.Of(Protocols.Tcp, NumberRange.Of(chain.Port));
        }));

    [Fact]
    public void where_ports_lead_to_any_of_several_none_is_told_apart()
    {
        var view = View.Outside.After(new(Protocols.Tcp, NumberRange.Of(443), new(8080, 8081), null));
        Assert.False(view.IsPortByPort);
        Assert.Equal(new(8080, 8081), view.Inside(NumberRange.Of(443)));
    }
}
