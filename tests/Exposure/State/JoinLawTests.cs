using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;
using FsCheck;
using FsCheck.Fluent;
using Xunit;


namespace ExposurePipeline.Tests.Exposure.State;

/// <summary>Commutative, associative, idempotent: for every state type, below and beyond its bounds.</summary>
public sealed class JoinLawTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    // The key of a row is the type it proves; the_laws_are_proved_for_every_state_type sees to it that none is missing.
    private static readonly Dictionary<Type, Action> Proofs = new[]
    {
        Proof(StateSamples.Seen),
        Proof(StateSamples.Evidence.Select(e => RuleSet.Of(e.Rule))),
        Proof(StateSamples.Address.ListOf().Select(RemoteSample.Of)),
        Proof(StateSamples.Name.ListOf().Select(NameSet.Of)),
        Proof(from p in StateSamples.Process from at in StateSamples.Moment select new ProcessRegister(Sightings.Floor(at, Quarter), p ?? new("none", null, 0))),
        Proof(StateSamples.Profile.Select(p => new ProfileRegister(p.At, p.Profile))),
        Proof(StateSamples.Merge.Select(m => new MergeRegister(m.At, m.Survivor))),
        Proof(StateSamples.Evidence.Select(e => ExposurePipeline.Exposure.State.Evidence.Of(e, Quarter))),
        Proof(StateSamples.Listener.Select(l => ExposurePipeline.Exposure.State.Listener.Of(l, Quarter))),
        Proof(StateSamples.Answer.Select(a => ExposurePipeline.Exposure.State.Answer.Of(a, Quarter))),
        Proof(StateSamples.Behind.Select(Occupant.Of)),
        Proof(StateSamples.OfDevice.Many().Select(o => StateSamples.DeviceOf(o, Quarter))),
        Proof(StateSamples.OfDevice.Many().Select(o => StateSamples.DeviceOf(o, Quarter).Evidence)),
        Proof(StateSamples.OfDevice.Many().Select(o => StateSamples.DeviceOf(o, Quarter).Reasons)),
        Proof(StateSamples.OfDevice.Many().Select(o => StateSamples.DeviceOf(o, Quarter).Listeners)),
        Proof(StateSamples.OfDevice.Many().Select(o => StateSamples.DeviceOf(o, Quarter).Addresses)),
        Proof(StateSamples.OfAddress.Many().Select(o => StateSamples.AddressOf(o, Quarter))),
        Proof(StateSamples.OfAddress.Many().Select(o => StateSamples.AddressOf(o, Quarter).Answers)),
        Proof(StateSamples.OfAddress.Many().Select(o => StateSamples.AddressOf(o, Quarter).Holders)),
        Proof(StateSamples.OfAddress.Many().Select(o => StateSamples.AddressOf(o, Quarter).Guests)),
        Proof(StateSamples.Behind.Select(b => Occupant.Of(b).Ports)),
        Proof(StateSamples.Evidence.Select(e => Paths.Rule(e.Path))),
        Proof(StateSamples.OfDevice.Many().Select(o => StateSamples.DeviceOf(o, Quarter).Probes)),
        Proof(StateSamples.OfDevice.Many().Select(o => StateSamples.DeviceOf(o, Quarter).Forwards)),
        Proof(StateSamples.OfDevice.Many().Select(o => StateSamples.DeviceOf(o, Quarter).Disputes)),
        Proof(Of<FirewallSeen>(StateSamples.Care).Select(ExposurePipeline.Exposure.State.Firewall.Of)),
        Proof(Of<InaccuracyReported>(StateSamples.Care).Select(r => ExposurePipeline.Exposure.State.Dispute.Of(r).Report!)),
        Proof(Of<InaccuracyReviewed>(StateSamples.Care).Select(r => ExposurePipeline.Exposure.State.Dispute.Of(r).Review!)),
        Proof(StateSamples.Care.Where(o => o is InaccuracyReported or InaccuracyReviewed)
            .Select(o => o is InaccuracyReported report ? ExposurePipeline.Exposure.State.Dispute.Of(report) : ExposurePipeline.Exposure.State.Dispute.Of((InaccuracyReviewed)o))),
        Proof(Of<ConnectionAccepted>(StateSamples.OfNetwork).Select(c => ExposurePipeline.Exposure.State.Accepted.Of(c, Quarter))),
        Proof(Of<AnswerForwarded>(StateSamples.OfNetwork).Select(f => ExposurePipeline.Exposure.State.Forwarded.Of(f, Quarter))),
        Proof(StateSamples.OfAddress.Many().Select(o => StateSamples.AddressOf(o, Quarter).Accepted)),
        Proof(StateSamples.OfAddress.Many().Select(o => StateSamples.AddressOf(o, Quarter).Paths)),
        Proof(StateSamples.OfAddress.Many().Select(o => StateSamples.AddressOf(o, Quarter).Forwarded)),
        Proof(StateSamples.OfAddress.Many().Select(o => StateSamples.AddressOf(o, Quarter).Probes)),
        Proof(StateSamples.Judged.Select(Configurations.Of)),
        Proof(StateSamples.Asset.Select(Lease.Of)),
        Proof(StateSamples.OfAddress.Many().Select(o => StateSamples.AddressOf(o, Quarter).Assets)),
    }.ToDictionary(p => p.Key, p => p.Value);

    public static TheoryData<string> Types => [.. Proofs.Keys.Select(Title)];

    [Theory]
    [MemberData(nameof(Types))]
    public void joining_is_commutative_associative_and_idempotent(string type) => Proofs.Single(p => Title(p.Key) == type).Value();

    [Fact]
    public void the_laws_are_proved_for_every_state_type()
    {
        var members = new[] { typeof(DeviceState), typeof(AddressState), typeof(ExposurePipeline.Exposure.State.Evidence), typeof(ExposurePipeline.Exposure.State.Listener), typeof(ExposurePipeline.Exposure.State.Answer), typeof(Occupant), typeof(Dispute), typeof(Accepted), typeof(Forwarded), typeof(Lease) }
            .SelectMany(t => t.GetProperties().Where(p => p.GetMethod!.IsStatic is false).Select(p => p.PropertyType).Append(t))
            .Where(t => t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IJoin<>)));
        Assert.Empty(members.Distinct().Except(Proofs.Keys));
    }

    [Fact]
    public void the_generated_states_exceed_their_bounds()
    {
        var devices = StateSamples.OfDevice.Many().Select(o => StateSamples.DeviceOf(o, Quarter)).Sample(60, 50).ToList();
        devices.AddRange(StateSamples.OfDevice.ArrayOf(1500).Select(o => StateSamples.DeviceOf(o, Quarter)).Sample(5, 50));
        Assert.Contains(devices, d => d.Evidence.IsFull);
        Assert.Contains(devices, d => d.Addresses.IsFull);
        var addresses = StateSamples.OfAddress.ArrayOf(1200).Select(o => StateSamples.AddressOf(o, Quarter)).Sample(20, 50).ToList();
        Assert.Contains(addresses, a => a.Holders.IsFull && a.Guests.IsFull && a.Answers.IsFull);
        Assert.Contains(addresses, a => a.Accepted.IsFull && a.Paths.IsFull);
        Assert.Contains(addresses, a => a.Probes.IsFull && a.Forwarded.IsFull);
        Assert.Contains(devices, d => d.Probes.IsFull && d.Forwards.IsFull);
        Assert.Contains(devices, d => d.Disputes.IsFull);
        Assert.Contains(addresses, a => a.Assets.IsFull);
    }

    private static Gen<T> Of<T>(Gen<Observation> observations)
        where T : Observation => observations.Where(o => o is T).Select(o => (T)o);

    private static KeyValuePair<Type, Action> Proof<T>(Gen<T> states)
        where T : IJoin<T> => new(typeof(T), () => Prove(states));

    private static void Prove<T>(Gen<T> states)
        where T : IJoin<T>
    {
        foreach (var resolution in StateSamples.Resolutions)
        {
            T Join(T left, T right) => left.Join(right, resolution);
            Check.One(Config.QuickThrowOnFailure.WithMaxTest(50), Prop.ForAll(states.Three().ToArbitrary(), s =>
            {
                var (a, b, c) = s;
                return Equals(Join(a, b), Join(b, a)) && Equals(Join(Join(a, b), c), Join(a, Join(b, c))) && Equals(Join(a, a), a) && Equals(Join(Join(a, b), b), Join(a, b));
            }));
        }
    }

    private static string Title(Type type) => type.IsGenericType ? $"{type.Name}<{string.Join(", ", type.GetGenericArguments().Select(a => a.Name))}>" : type.Name;
}
