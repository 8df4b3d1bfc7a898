using System.Buffers;
using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Tests.Exposure.Normalisation.Windows;
using ExposurePipeline.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation;

/// <summary>What holds for every input.</summary>
public sealed class NormaliserPropertyTests
{
    private const int Mutations = 3000;

    private static readonly string[] Seeds =
    [
        new NetworkEvent().Envelope(),
        NetworkEvent.With("ActionType", "InboundInternetScanInspected").And("AdditionalFields", """{"PublicScannedIp":"84.251.60.178","PublicScannedPort":161}""").Envelope(),
        NetworkEvent.With("ActionType", "ConnectionSuccess").Record() + "\r\n" + new NetworkEvent().Record() + "\r\n",
        $"[{new NetworkEvent().Record()},{new NetworkEvent().Flat()}]",
        new NetworkEvent { Category = "AdvancedHunting-DeviceInfo" }.Without("ActionType").And("DeviceManualTags", """["a\\\"b","c"]""").Envelope(),
        new NetworkEvent { Category = "AdvancedHunting-DeviceNetworkInfo" }.Without("ActionType").And("IPAddresses", """[{"IPAddress":"10.0.0.5"}]""").Envelope(),
        """<?xml version="1.0"?><!DOCTYPE nmaprun><nmaprun start="1784382000"><host><status state="up"/><address addr="198.199.114.69" addrtype="ipv4"/><ports><port protocol="tcp" portid="443"><state state="open"/></port></ports></host></nmaprun>""",
        WindowsSample.Sysmon().Xml() + WindowsSample.Security().Flat(), WindowsSample.Security().Row(WindowsSample.Security().EventData()).ToJsonString(), $"{WindowsFirewallTests.Header}{WindowsFirewallTests.Allowed}\n",
        """[{"ip":"198.199.114.69","timestamp":"1784382000","ports":[{"port":80,"proto":"tcp","status":"open"}]},{finished: 1}]""",
        "#separator \\x09\n#unset_field\t-\n#path\tconn\n#fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tconn_state\thistory\n1784382000.25\t45.9.9.9\t5\t10.0.0.5\t443\ttcp\tRSTO\tShADadR\n",
        """{"ts":1784382000.25,"id":{"orig_h":"45.9.9.9","orig_p":5,"resp_h":"10.0.0.5","resp_p":443},"proto":"tcp","conn_state":"SF","local_orig":false}""",
        """{"event":{"timestamp":"2026-07-18T13:40:00.25+0000","event_type":"flow","src_ip":"45.9.9.9","src_port":5,"dest_ip":"10.0.0.5","dest_port":443,"proto":"TCP","flow":{"pkts_toclient":9,"state":"closed"},"tcp":{"tcp_flags_ts":"1b","tcp_flags_tc":"1b"}}}""",
        """{"name":"p","hostIdentifier":"web-1","unixTime":1784382000,"snapshot":[{"port":"443","protocol":"6","address":"::"},{"local_address":"10.0.0.5","local_port":"443","remote_address":"45.9.9.9","remote_port":"5","protocol":"6","state":"ESTABLISHED"}]}""",
        "[1784382000.250   ]\t [UPDATE] tcp      6 60 ESTABLISHED src=45.9.9.9 dst=20.50.60.70 sport=5 dport=443 src=10.0.0.5 dst=45.9.9.9 sport=443 dport=5 [ASSURED]\n",
    ];

    private static readonly ExposurePolicy Policy = ExposurePolicy.Default;

    [Fact]
    public void no_mutation_of_our_own_inputs_throws_and_the_books_balance() => Mutate([.. Seeds.Select(Encoding.UTF8.GetBytes)], Mutations);

    [SampleFact]
    public void no_mutation_of_the_samples_throws_and_the_books_balance() =>
        Mutate([.. SampleFiles.Folders.SelectMany(SampleFiles.In).Select(file => file.Body).Where(body => body.Length is > 0 and < 20_000)], Mutations);

    [Fact]
    public void no_bytes_whatever_throw_and_the_books_balance() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Mutations),
        Prop.ForAll(Soup.Two().ToArbitrary(), pair => Balances([pair.Item1, pair.Item2])));

    [Fact]
    public void the_order_of_a_batch_does_not_matter() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Batches.ToArbitrary(), batch =>
        {
            var shuffled = batch.OrderBy(raw => raw.Position.SequenceNumber * 7919 % 101).ToArray();
            return Canonical(batch) == Canonical(shuffled);
        }));

    [Fact]
    public void reading_a_batch_twice_over_says_nothing_more() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Batches.ToArbitrary(), batch => Canonical(batch) == Canonical([.. batch, .. batch])));

    [Fact]
    public void a_thousand_connections_to_one_port_leave_as_one_evidence()
    {
        var records = Enumerable.Range(0, 1000).Select(i => NetworkEvent.With("RemoteIP", $"9.9.{i / 250}.{i % 250}").Record());
        var evidence = Assert.IsType<EvidenceSeen>(Assert.Single(Normalising.Read(string.Join('\n', records)).All()));
        Assert.Equal(1000, evidence.Remotes.Count);
    }

    private static void Mutate(byte[][] seeds, int cases) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(cases),
        Prop.ForAll(Mutated(seeds).ToArbitrary(), body => Balances([body])));

    private static bool Balances(IEnumerable<byte[]> bodies)
    {
        var formats = new[] { null, "defender-streaming", "nmap", "masscan", "sysmon", "windows-firewall-log" };
        var batch = bodies.SelectMany(body => formats.Select((format, index) => Normalising.Event(body, format, index))).ToArray();
        var result = Normaliser.Normalise(batch, Policy, Normalising.Now);
        return result.Tally.Balances() && result.Rejected.Count <= result.Tally.Rejected.Values.Sum();
    }

    private static string Canonical(IReadOnlyList<RawEvent> batch)
    {
        var lines = Normaliser.Normalise(batch, Policy, Normalising.Now).Observations.SelectMany(entity => entity.Observations.Select(observation =>
        {
            var sorted = observation is EvidenceSeen evidence ? evidence with { Remotes = [.. evidence.Remotes.Order()] } : observation;
            var output = new ArrayBufferWriter<byte>();
            ObservationCodec.Write(output, [entity with { Observations = [sorted] }]);
            return Encoding.UTF8.GetString(output.WrittenSpan);
        }));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static Gen<byte[]> Mutated(byte[][] seeds) =>
        from seed in Gen.Elements(seeds)
        from at in Gen.Choose(0, seed.Length - 1)
        from length in Gen.Choose(0, Math.Min(40, seed.Length - at))
        from insert in Soup
        from keepsTail in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        select (byte[])[.. seed[..at], .. insert.Take(8), .. keepsTail ? seed[(at + length)..] : []];

    private static Gen<byte[]> Soup { get; } = Gen.OneOf(
        Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(),
        Gen.Elements("{", "}", "[", "]", "\"", ",", ":", "\\", "\\u", "\\ud800", "\n", "null", "-", "1e999", "\"records\":", "{\"time\":", "<", ">", "&#0;", "<host>", "</host>", "<!ENTITY", "\u00e9")
            .ListOf().Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts))));

    // A few devices, ports, strangers and times, so that evidence meets evidence of its own key.
    private static Gen<RawEvent[]> Batches { get; } =
        from events in (
            from device in Gen.Elements("a", "b")
            from port in Gen.Elements(22, 443)
            from remote in Gen.Elements("9.9.9.9", "8.8.8.8", "10.0.0.9")
            from minutes in Gen.Choose(0, 90)
            from isProfile in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
            let time = Normalising.Now.AddMinutes(-minutes).ToString("O")
            let row = new NetworkEvent { Category = isProfile ? "AdvancedHunting-DeviceInfo" : "AdvancedHunting-DeviceNetworkEvents" }
                .And("DeviceId", device).And("LocalPort", port).And("RemoteIP", remote).And("Timestamp", time).And("OSPlatform", remote)
            select (isProfile ? row.Without("ActionType") : row).Envelope()).NonEmptyListOf()
        select events.Select((body, index) => Normalising.Event(body, sequence: index) with { Enqueued = Normalising.Now.AddSeconds(index * 17 % 5) }).ToArray();
}
