using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Tests.Reachability.Algebra;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Reachability.Filtering;

public sealed class RuleListTests
{
    private static readonly Rule DenyAll = new("default", allows: false, FlowSet.All);

    private static readonly Gen<Rule> Known =
        from allows in ArbMap.Default.GeneratorFor<bool>()
        from flows in FlowSamples.Set
        select new Rule("rule", allows, flows);

    private static readonly Gen<Rule> PartlyKnown =
        from rule in Known
        from more in FlowSamples.Set
        select rule with { Possible = rule.Certain.Union(more) };

    [Fact]
    public void the_first_rule_that_matches_decides() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Known.ListOf().ToArbitrary(), rules =>
    {
        var reach = new RuleList("list", rules, DenyAll).Reach;
        return reach.Certain.Equals(reach.Possible)
            && FlowSamples.World.All(flow => reach.Certain.Contains(flow) == (rules.FirstOrDefault(rule => rule.Certain.Contains(flow))?.Allows ?? false));
    }));

    [Fact]
    public void whatever_the_unread_parts_turn_out_to_be_certain_flows_pass_and_impossible_ones_do_not() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(PartlyKnown.ListOf().ToArbitrary(), ArbMap.Default.ArbFor<int>(), (rules, choice) =>
        {
            var reach = new RuleList("list", rules, DenyAll).Reach;
            // One completion: of each rule either the least or the most that it may be.
            var completed = rules.Select((rule, index) => ((choice >> (index % 31)) & 1) == 0 ? rule.Certain : rule.Possible).ToList();
            return FlowSamples.World.All(flow =>
            {
                var index = completed.FindIndex(flows => flows.Contains(flow));
                var passes = index >= 0 && rules[index].Allows;
                return passes ? reach.Possible.Contains(flow) : !reach.Certain.Contains(flow);
            });
        }));

    [Fact]
    public void several_denies_together_close_what_none_closes_alone()
    {
        FlowSet From(UInt128 first, UInt128 last) => FlowSet.Of(NumberRange.Of(Protocols.Tcp), NumberRange.Of(22), AddressSet.Of([new(first, last)]), AddressSet.Empty);
        var list = new RuleList("acl", [new("90", false, From(0, 0x7fffffff)), new("91", false, From(0x80000000, 0xffffffff)), new("100", true, From(0, 0xffffffff))], DenyAll);
        Assert.True(list.Reach.Possible.IsEmpty);
        Assert.Equal(["90", "91"], list.Deciding(From(0, 0xffffffff), allowing: false).Select(share => share.Rule));
    }
}
