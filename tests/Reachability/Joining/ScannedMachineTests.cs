using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Reachability.Aws;
using Xunit;

namespace ExposurePipeline.Tests.Reachability.Joining;

/// <summary>From a cloud's documents and a scanner's answer to the verdict of the machine, with nothing else between.</summary>
public sealed class ScannedMachineTests
{
    private static readonly EntityId Address = EntityId.Of(new("contoso"), IpAddress.TryParse("52.0.0.1", out var address) ? address : default);
    private static readonly EntityId Machine = EntityId.Of(new("contoso"), new DeviceId("i-1"));

    [Theory]
    [InlineData(22, ExposureVerdict.Confirmed, ConfiguredStatus.Reachable)]
    [InlineData(3389, ExposureVerdict.Contradiction, ConfiguredStatus.NotReachable)] // the security group opens port 22 alone
    public void an_answer_at_an_instances_address_confirms_or_contradicts_its_security_group(ushort port, ExposureVerdict verdict, ConfiguredStatus configured)
    {
        var told = Told.Of(null, SmallVpc.With().Verdict("i-1"), AwsEstate.Internet).ToDictionary(static each => each.Entity, static each => each.Observations);
        var scanned = new PortAnswered(Transport.Tcp, port, Sighting.At(Told.At), "nmap", null, "nmap-xml");

        var signals = Decide(Address, [.. told[Address], scanned]).Messages.Where(static message => message.Channel is Channel.Signals).SelectMany(Read);
        var machine = StateCodec.DecodeDevice(Decide(Machine, [.. told[Machine], .. signals]).State);

        var view = ExposurePipeline.Exposure.Messages.Machine.From(Machine, machine, ExposurePolicy.Default, Told.At);
        Assert.Equal((true, verdict), (view.IsInternetFacing, view.Verdict));
        Assert.Equal((configured, "public address eni-1"), (Assert.Single(view.Evidence).Configured!.Value, view.Evidence[0].Cause.NetworkRule));
    }

    private static Decision Decide(EntityId entity, IReadOnlyList<Observation> observations) =>
        Decider.Decide(new(entity, default, null), new(observations, Told.At, null, Told.At, ExposurePolicy.Default));

    private static IEnumerable<Observation> Read(OutboxMessage signal)
    {
        var read = new List<EntityObservations>();
        Assert.True(ObservationCodec.TryRead(signal.Body.Span, read, out var rejection), rejection.Detail);
        return read.Where(static each => each.Entity == Machine).SelectMany(static each => each.Observations);
    }
}
