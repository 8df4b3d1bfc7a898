using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Analysis.ToyCloud;

namespace ExposurePipeline.Tests.Reachability.Analysis;

public sealed class AssessmentTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    private readonly Assessment assessment = ToyCloud.Assessment();

    private static readonly Gen<ResourceChange> Any =
        from what in Gen.Elements(
            ("m1", "machine behind w1"), ("m1", "machine behind w2"), ("m2", "machine behind w1"), ("m3", "machine behind w3"),
            ("w1", "wall"), ("w2", "wall"), ("h1", "hole 22 in w1"), ("h1", "hole 22 in w2"), ("h2", "hole 80 in w1"), ("h2", "hole 81 in w1"))
        from version in Gen.Choose(0, 5)
        from kind in Gen.Frequency((6, Gen.Constant(ChangeKind.Present)), (1, Gen.Constant(ChangeKind.Deleted)), (1, Gen.Constant(ChangeKind.Unread)))
        select Change(what.Item1, what.Item2, version == 0 ? null : version, kind);

    [Fact]
    public void change_by_change_ends_where_everything_anew_ends() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Any.ListOf().ToArbitrary(), changes =>
        {
            var stepwise = ToyCloud.Assessment();
            var effective = new List<ResourceChange>();
            foreach (var change in changes)
            {
                var proposal = stepwise.Propose([change], Now);
                if (proposal.Examined > 0)
                {
                    effective.Add(change);
                }

                stepwise.Accept(proposal);
            }

            var anew = ToyCloud.Assessment();
            anew.Accept(anew.Propose(effective, Now));
            return Told(stepwise) == Told(anew);
        }));

    [Fact]
    public void the_order_of_versioned_changes_does_not_matter() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Versioned.ToArbitrary(), both =>
        {
            var (one, other) = (ToyCloud.Assessment(), ToyCloud.Assessment());
            both.Plain.ForEach(change => one.Accept(one.Propose([change], Now)));
            both.Shuffled.ForEach(change => other.Accept(other.Propose([change], Now)));
            return Told(one) == Told(other);
        }));

    [Fact]
    public void a_proposal_changes_nothing_until_it_is_accepted()
    {
        Accept(Change("m1", "machine behind w1"), Change("w1", "wall"));
        var proposal = assessment.Propose([Change("h1", "hole 22 in w1")], Now);
        Assert.Equal(VerdictStatus.Reachable, Assert.Single(proposal.Changes).After!.Status);
        Assert.Equal(VerdictStatus.NotReachable, assessment.Find(Id("m1"))!.Status);
    }

    [Fact]
    public void a_supposition_does_not_ask_for_versions()
    {
        Accept(Change("m1", "machine behind w1", version: 5), Change("w1", "wall", version: 5), Change("h1", "hole 22 in w1", version: 5));
        var removed = assessment.Suppose([Change("h1", "hole 22 in w1", kind: ChangeKind.Deleted)], Now);
        Assert.Equal(VerdictStatus.NotReachable, Assert.Single(removed.Changes).After!.Status);
        Assert.Empty(assessment.Propose([Change("h1", "hole 22 in w1", kind: ChangeKind.Deleted)], Now).Changes);
    }

    [Fact]
    public void a_changed_rule_is_examined_behind_its_wall_only()
    {
        Accept([Change("w1", "wall"), Change("w2", "wall"), Change("m1", "machine behind w1"), .. Enumerable.Range(0, 50).Select(n => Change($"x{n}", "machine behind w2"))]);
        Assert.Equal(2, assessment.Propose([Change("h1", "hole 22 in w1")], Now).Examined); // the machine, and the hole, which is none
    }

    [Fact]
    public void what_was_not_read_makes_unknown_and_its_arrival_decides()
    {
        Accept(Change("m1", "machine behind w1"));
        Assert.Equal(VerdictStatus.Unknown, assessment.Find(Id("m1"))!.Status);
        Accept(Change("w1", "wall"));
        Assert.Equal(VerdictStatus.NotReachable, assessment.Find(Id("m1"))!.Status);
    }

    [Fact]
    public void a_late_event_does_not_bring_back_what_was_deleted()
    {
        Accept(Change("m1", "machine behind w1", version: 1));
        Accept(Change("m1", "machine behind w1", version: 3, ChangeKind.Deleted));
        Accept(Change("m1", "machine behind w1", version: 2));
        Assert.Null(assessment.Find(Id("m1")));
        Accept(Change("m1", "machine behind w1", version: 4));
        Assert.NotNull(assessment.Find(Id("m1")));
    }

    [Fact]
    public void a_closed_way_tells_the_rule_that_closes_it_and_an_open_one_the_rule_that_opens_it()
    {
        Accept(Change("m1", "machine behind w1"), Change("w1", "wall"));
        Assert.EndsWith("ends at wall w1: blocked by no hole", Explanation.Of(assessment.Find(Id("m1"))!), StringComparison.Ordinal);
        Accept(Change("h1", "hole 22 in w1"), Change("h2", "hole 80 in w1"));
        Assert.EndsWith("through wall w1: allowed by h1, h2", Explanation.Of(assessment.Find(Id("m1"))!), StringComparison.Ordinal);
    }

    private void Accept(params ResourceChange[] changes) => assessment.Accept(assessment.Propose(changes, Now));

    private static string Told(Assessment assessment) => string.Join('\n', assessment.Verdicts.Select(static verdict => Explanation.Of(verdict)));

    // No two changes of a resource with the same version: then the versions alone decide.
    private static readonly Gen<(List<ResourceChange> Plain, List<ResourceChange> Shuffled)> Versioned =
        from changes in Any.Where(static change => change.Version is not null).ListOf()
        let plain = changes.DistinctBy(static change => (change.Id, change.Version)).ToList()
        from shuffled in Gen.Shuffle(plain.ToArray())
        select (plain, shuffled.ToList());
}
