using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation;

/// <summary>What real files say, as derived facts: one golden file a folder.</summary>
public sealed class SampleTests
{
    // Later than any sample, some of which were recorded by a clock of late 2026.
    private static readonly DateTimeOffset Now = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [SampleTheory]
    [InlineData("a01-defender-streaming")]
    [InlineData("a03-sysmon-eid3")]
    [InlineData("a11-windows-5156")]
    [InlineData("a13-windows-firewall-log")]
    [InlineData("e01-advanced-hunting-results")]
    [InlineData("a06-azure-nsg-flow")]
    [InlineData("a07-azure-vnet-flow")]
    [InlineData("a12-azure-vmconnection")]
    [InlineData("b01-nmap-xml")]
    [InlineData("b02-masscan")]
    [InlineData("a04-zeek-conn")]
    [InlineData("a05-suricata-eve")]
    [InlineData("b03-naabu")]
    [InlineData("b04-zmap-zgrab2")]
    [InlineData("b05-shodan")]
    public void every_file_of_a_folder_says_what_its_golden_file_says(string folder)
    {
        var files = SampleFiles.In(folder).ToDictionary(file => file.Name, file => (JsonNode?)Facts(file.Body));
        Golden.Matches(new JsonObject(files).ToJsonString(Indented), "tests", "Exposure", "Normalisation", "Golden", $"{folder}.golden.json");
    }

    [SampleFact]
    public void every_file_is_recognised_by_exactly_one_reader()
    {
        // Two files are no nmap output at all, two are empty: nothing may claim them.
        var unclaimed = new[] { "libnmap-defused_et_included.xml", "libnmap-defused_et_local_includer.xml", "defectdojo-masscan_no_vuln.json", "defectdojo-naabu_no_vuln.json" };
        foreach (var (name, body) in SampleFiles.Folders.SelectMany(SampleFiles.In))
        {
            var head = body.AsMemory(0, Math.Min(body.Length, EventReaders.HeadBytes));
            var readers = EventReaders.All.Where(reader => reader.Recognises(head.Span)).Select(reader => reader.Format);
            Assert.True(readers.Count() == (unclaimed.Contains(name) ? 0 : 1), $"{name}: {string.Join(", ", readers)}");
        }
    }

    private static JsonObject Facts(byte[] body)
    {
        var batch = Normaliser.Normalise([Normalising.Event(body)], Normalising.Ageless, Now);
        Assert.True(batch.Tally.Balances());
        return new JsonObject
        {
            ["format"] = body.Length == 0 ? null : EventReaders.For(body)?.Format,
            ["read"] = batch.Tally.Read,
            ["filtered"] = new JsonObject(batch.Tally.Filtered.OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => KeyValuePair.Create(rule.Key, (JsonNode?)rule.Value))),
            ["rejected"] = new JsonArray([.. batch.Rejected.Select(rejected => (JsonNode)$"{rejected.Rejection.Reason} in record {rejected.Rejection.Record}")]),
            ["observed"] = new JsonArray([.. batch.Observations.SelectMany(Lines).Select(line => (JsonNode)line)]),
        };
    }

    private static IEnumerable<string> Lines(EntityObservations entity) =>
        entity.Observations.Select(observation => $"{entity.Entity.Kind} {Short(entity.Entity.Key)}: {Describe(observation)}");

    private static string Describe(Observation observation) => observation switch
    {
        EvidenceSeen e => $"{e.Key.Reason} {e.Key.Transport} local {e.Key.Local} public {e.Key.Public} remotes {string.Join(' ', e.Remotes)} process {e.Process?.Name} at {Time(e.Seen.First)}",
        ListenerSeen l => $"listens {l.Transport} {l.Local} {l.Process?.Name} at {Time(l.Seen.First)}",
        PortAnswered p => $"{p.Transport} {p.Port} answered {p.Scanner}, service {p.Service}, {Time(p.Seen.First)} to {Time(p.Seen.Last)}",
        ConnectionAccepted c => $"{c.Transport} {c.Port} accepted {string.Join(' ', c.Remotes)} at {Time(c.Seen.First)}",
        ProfileSeen p => $"{p.Profile.Platform} {p.Profile.OsVersion} {p.Profile.OnboardingStatus}, facing {p.Profile.IsInternetFacing}, report {p.Profile.ReportId}, {p.Profile.Tags.Count} tags, at {Time(p.At)}",
        AddressSeen a => $"{a.Relation} address {a.Address} at {Time(a.Seen.First)}",
        var other => other.ToString(),
    };

    private static string Short(string key) => key.Length > 12 ? key[..12] : key;

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
}
