using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Exposure.State;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Scenarios;

public sealed class when_events_repeat_or_change_order
{
    private readonly Stage stage = new();

    [Fact]
    public async Task a_batch_delivered_four_times_publishes_one_tag_change_and_writes_once()
    {
        for (var delivery = 0; delivery < 4; delivery++)
        {
            await stage.Apply(Device("d1"), Connection(T), Connection(T.AddMinutes(1)), Connection(T, port: 22));
        }

        Assert.Equal(["added"], stage.Changes);
        Assert.Equal(1, stage.Store.Writes);
    }

    [Fact]
    public async Task two_pieces_of_evidence_at_once_are_one_tag_change()
    {
        await stage.Apply(Of(Device("d1"), Connection(T, port: 22)), Of(Device("d1"), Connection(T, port: 443)));
        Assert.Equal(["added"], stage.Changes);
    }

    [Fact]
    public async Task a_busy_port_is_written_once_a_slot()
    {
        for (var second = 0; second < 3600; second += 10)
        {
            stage.Now = T.AddSeconds(second);
            await stage.Apply(Device("d1"), Connection(stage.Now));
        }

        Assert.Equal(4, stage.Store.Writes); // an hour of quarters
        Assert.Equal(["added"], stage.Changes);
    }

    [Fact]
    public async Task nothing_new_is_not_written_and_says_so()
    {
        await stage.Apply(Device("d1"), Connection(T));
        var again = await stage.Apply(Device("d1"), Connection(T));
        Assert.Equal((1, 0, 1, 0), (again.Entities, again.Writes, again.Unchanged, again.Transactions));
    }

    [Fact]
    public void any_order_batching_and_repetition_ends_in_the_same_bytes() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll(Deliveries(ports: EvidenceBound.Capacity).ToArbitrary(), deliveries =>
            Replay(deliveries.Plain) == Replay(deliveries.Shuffled)));

    // What was told is told: an episode began with the earliest evidence that was ever kept, though later evidence may have displaced it.
    [Fact]
    public void beyond_the_bound_the_same_is_known_and_flagged_whatever_the_order() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(30), Prop.ForAll(Deliveries(ports: 90).ToArbitrary(), deliveries =>
            WithoutSince(Replay(deliveries.Plain)) == WithoutSince(Replay(deliveries.Shuffled))));

    // Everything lies inside the window: the record, with its episode, depends on the set of events only.
    private static Gen<Observation> Fresh(int ports) =>
        from minutes in Gen.Choose(-40 * 60, 0)
        from port in Gen.Choose(1, ports)
        from remote in Gen.Choose(1, 40)
        from process in StateSamples.Process
        from pick in Gen.Choose(0, 9)
        select pick switch
        {
            < 7 => Connection(T.AddMinutes(minutes), (ushort)port, $"45.0.0.{remote}", process: process),
            7 => new ListenerSeen(Transport.Tcp, new(Ip("0.0.0.0"), (ushort)port), Sighting.At(T.AddMinutes(minutes)), process),
            8 => new AddressSeen(Ip($"45.1.0.{remote}"), AddressRelation.Interface, Sighting.At(T.AddMinutes(minutes))),
            _ => (Observation)new ProfileSeen(new($"web{port}", null, null, null, null, null, null, null, null, null, [], null, null, port), T.AddMinutes(minutes)),
        };

    private static Gen<(List<Observation[]> Plain, List<Observation[]> Shuffled)> Deliveries(int ports) =>
        from observations in Gen.OneOf(Fresh(ports).NonEmptyListOf().Select(l => l.ToArray()), Fresh(ports).ArrayOf(140))
        from repeated in Gen.SubListOf(observations)
        from shuffled in Gen.Shuffle(observations.Concat(repeated).ToArray())
        from size in Gen.Elements(1, 3, 10, 1000)
        from otherSize in Gen.Elements(1, 3, 10, 1000)
        select (observations.Chunk(size).ToList(), shuffled.Chunk(otherSize).ToList());

    private static DeviceRecord WithoutSince(string state)
    {
        var record = StateCodec.DecodeDevice(Encoding.UTF8.GetBytes(state));
        return record with { Published = record.Published with { Since = null } };
    }

    private static string Replay(List<Observation[]> batches)
    {
        var stage = new Stage();
        foreach (var batch in batches)
        {
            stage.Apply(Device("d1"), batch).GetAwaiter().GetResult();
        }

        return stage.States(Device("d1")).GetAwaiter().GetResult();
    }
}
