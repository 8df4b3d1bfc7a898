using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Tests.Exposure.Normalisation;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Scenarios;

/// <summary>
/// From the event to the tag: a probe that nobody answered is no connection, an answer over UDP shows that a host is reached, an IPv4 address in IPv6
/// form is an IPv4 address. That the window runs from the event's time and late events do not flap is promised in <see cref="when_time_passes"/>.
/// </summary>
public sealed class when_a_packet_is_not_a_connection
{
    private const string Header = "#separator \\x09\n#path\tconn\n#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tresp_bytes\tconn_state\thistory\n";

    [Theory]
    [InlineData("45.9.9.9", "tcp", "SF", "ShADadFf", true)]
    [InlineData("45.9.9.9", "tcp", "S0", "S", false)] // a probe without an answer
    [InlineData("45.9.9.9", "tcp", "REJ", "Sr", false)] // refused
    [InlineData("45.9.9.9", "udp", "SF", "Dd", true)]
    [InlineData("45.9.9.9", "udp", "S0", "D", false)]
    [InlineData("::ffff:45.9.9.9", "tcp", "SF", "ShADadFf", true)]
    [InlineData("::ffff:10.0.0.9", "tcp", "SF", "ShADadFf", false)] // inside, whatever it looks like
    public void only_an_answered_stranger_is_told_of(string remote, string protocol, string state, string history, bool counts)
    {
        var read = Normalising.Read($"{Header}1784382000.0\tC1\t{remote}\t50123\t10.0.0.5\t443\t{protocol}\t9\t{state}\t{history}\n");
        var remotes = read.Observations.SelectMany(static entity => entity.Observations).OfType<ConnectionAccepted>().SelectMany(static accepted => accepted.Remotes).Select(static address => $"{address}");
        Assert.Equal(counts ? ["45.9.9.9"] : [], remotes);
        Assert.Equal(counts ? 0 : 1, read.Tally.Filtered.Values.Sum());
    }

    [Fact]
    public async Task an_event_from_before_the_window_never_tags_however_late_it_comes()
    {
        var stage = new Stage { Now = T.AddHours(49) };
        await stage.Apply(Device("d1"), Connection(T));
        Assert.Empty(stage.Sent);
        await stage.Apply(Device("d1"), Connection(T.AddHours(2)));
        Assert.Equal(["added"], stage.Changes);
    }
}
