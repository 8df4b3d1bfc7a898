using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Exposure.State;
using FsCheck.Fluent;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Decisions;

public sealed class JointVerdictTests
{
    private static readonly EvidenceSeen Scanned = new(
        new(Reason.PublicScan, Transport.Tcp, new(Ip("10.0.0.5"), 8080), new(Ip("45.1.2.3"), 80)), Sighting.At(T), [], Attribution.MappedByPath, null, "nmap", "nmap-xml");

    private static readonly ConfigurationJudged Open = Judged(ConfiguredStatus.Reachable);
    private static readonly ConfigurationJudged Closed = Judged(ConfiguredStatus.NotReachable) with { Width = null, Ports = [], LocalPorts = [] };
    private static readonly ConfigurationJudged Undecided = Closed with { Status = ConfiguredStatus.Unknown, IsComplete = false };

    public static TheoryData<string, ExposureVerdict, EvidenceSeen?, ConfigurationJudged?> Rows => new()
    {
        { "seen where configuration lets the internet in", ExposureVerdict.Confirmed, Scanned, Open },
        { "seen on the device's own port, which is another outside", ExposureVerdict.Confirmed, Connection(T, port: 8080), Open },
        { "not seen, and configuration lets the internet in", ExposureVerdict.Predicted, null, Open },
        { "no longer seen: 48 hours have passed", ExposureVerdict.Predicted, Connection(T.AddHours(-48), port: 8080), Open },
        { "not seen, and what is reached is not all that may be", ExposureVerdict.Predicted, null, Open with { IsComplete = false } },
        { "seen, and configuration lets nobody in", ExposureVerdict.Contradiction, Scanned, Closed },
        { "seen on another port than configuration opens", ExposureVerdict.Contradiction, Connection(T, port: 22), Open },
        { "the outer port of the one transport is not that of the other", ExposureVerdict.Contradiction, Udp(8080), Open },
        { "the own port is open outside only under another number", ExposureVerdict.Contradiction, Connection(T, port: 80), Open },
        { "a stranger came where trusted sources alone are let in", ExposureVerdict.Contradiction, Connection(T, port: 8080), Trusting },
        { "not seen, and configuration lets nobody in", ExposureVerdict.NotExposed, null, Closed },
        { "trusted sources are no internet", ExposureVerdict.NotExposed, null, Trusting },
        { "seen, and no cloud asset", ExposureVerdict.Observed, Scanned, null },
        { "seen, and what decides was not read", ExposureVerdict.Observed, Scanned, Undecided },
        { "seen on another port than is known to be open, and something was not read", ExposureVerdict.Observed, Connection(T, port: 22), Open with { IsComplete = false } },
        { "seen, and the asset is gone", ExposureVerdict.Observed, Scanned, Judged(ConfiguredStatus.Gone) },
        { "seen without any port, where some are open", ExposureVerdict.Observed, NoPort, Open },
        { "seen without any port, where none is open", ExposureVerdict.Contradiction, NoPort, Closed },
        { "nothing is known", ExposureVerdict.Unknown, null, null },
        { "not seen, and what decides was not read", ExposureVerdict.Unknown, null, Undecided },
        { "not seen, and the asset is gone", ExposureVerdict.Unknown, null, Judged(ConfiguredStatus.Gone) },
        { "trusted sources are let in, and something was not read", ExposureVerdict.Unknown, null, Trusting with { IsComplete = false } },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void observation_and_configuration_come_to_one_verdict(string reason, ExposureVerdict expected, EvidenceSeen? seen, ConfigurationJudged? configured) =>
        Assert.True(expected == Of(seen is null ? [] : [seen], configured), reason);

    [Fact]
    public void one_evidence_that_configuration_explains_confirms() =>
        Assert.Equal(ExposureVerdict.Confirmed, Of([Connection(T, port: 22), Scanned], Open));

    [Fact]
    public void evidence_beyond_what_is_kept_may_be_at_an_open_port() =>
        Assert.Equal(ExposureVerdict.Observed, Of([.. Enumerable.Range(1, 100).Select(port => Connection(T, (ushort)port))], Closed));

    [Fact]
    public void what_a_person_accepted_was_seen_all_the_same_and_is_never_not_exposed()
    {
        Observation[] accepted = [Connection(T), new InaccuracyReported("r", null, null, null, null, "ann", T), new InaccuracyReviewed("r", true, T.AddDays(9), null, "bob", T)];
        Assert.Equal(ExposureVerdict.Unknown, Of(accepted, Closed));
    }

    [Fact]
    public void never_silently_not_exposed()
    {
        foreach (var observations in StateSamples.OfDevice.Many().Sample(300, 30))
        {
            var state = StateSamples.DeviceOf(observations, TimeSpan.FromMinutes(15));
            var exposure = DeviceExposure.Of(state, ExposurePolicy.Default, StateSamples.Noon);
            Assert.True(
                exposure.Verdict is not ExposureVerdict.NotExposed
                || (!exposure.Status.IsInternetFacing && state.Configuration is { Value: { IsComplete: true, Status: ConfiguredStatus.NotReachable or ConfiguredStatus.Reachable } }));
        }
    }

    private static ConfigurationJudged Trusting => Open with { Width = ConfiguredWidth.Trusted, Ports = [], LocalPorts = [] };

    private static EvidenceSeen NoPort => Scanned with { Key = new(Reason.ExternalNetworkConnection, Transport.Tcp, null, null) };

    private static EvidenceSeen Udp(ushort port) => Scanned with { Key = new(Reason.ExternalNetworkConnection, Transport.Udp, new(Ip("10.0.0.5"), port), null) };

    // A load balancer's port 80 leads to port 8080.
    private static ConfigurationJudged Judged(ConfiguredStatus status) =>
        new("vm", status, ConfiguredWidth.Wide, [new(Transport.Tcp, 80, 80)], [new(Transport.Tcp, 8080, 8081)], [], IsComplete: true, T.AddDays(-20));

    private static ExposureVerdict Of(IEnumerable<Observation> seen, ConfigurationJudged? configured)
    {
        var state = StateSamples.DeviceOf(configured is null ? seen : seen.Append(configured), TimeSpan.FromMinutes(15)).Forget(T - ExposurePolicy.Default.History);
        return DeviceExposure.Of(state, ExposurePolicy.Default, T).Verdict;
    }
}
