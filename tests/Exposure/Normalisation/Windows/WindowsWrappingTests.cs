using System.Text.Json.Nodes;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Values;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Windows;

/// <summary>One event says the same in whatever a collector wraps it.</summary>
public sealed class WindowsWrappingTests
{
    public static TheoryData<string, string> Bodies
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (format, sample) in new[] { ("sysmon", WindowsSample.Sysmon()), ("windows-security", WindowsSample.Security()) })
            {
                Array.ForEach(Wrappings(sample), body => data.Add(format, body));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void every_wrapping_says_the_same(string format, string body)
    {
        Assert.Equal(format, EventReaders.For(System.Text.Encoding.UTF8.GetBytes(body))?.Format);
        var batch = Normalising.Read(body);
        Assert.Empty(batch.Rejected);
        var entity = Assert.Single(batch.Observations);
        Assert.Equal((EntityKind.Device, "web01.contoso.example"), (entity.Entity.Kind, entity.Entity.Key));
        var evidence = Assert.IsType<EvidenceSeen>(Assert.Single(entity.Observations));
        Assert.Equal("10.0.0.5:443", $"{evidence.Key.Local}");
        Assert.Equal("45.9.9.9", $"{Assert.Single(evidence.Remotes)}");
        Assert.Equal(new(2026, 7, 18, 13, 58, 42, 666, TimeSpan.Zero), evidence.Seen.First);
        Assert.Equal(new ProcessIdentity(format == "sysmon" ? "nginx.exe" : "svchost.exe", null, 1686), evidence.Process);
        Assert.Equal(format, evidence.Source);
    }

    [Fact]
    public void logs_that_a_collector_mixed_are_read_each_by_its_own_kind()
    {
        var other = WindowsSample.Security(4688).Nested();
        var foreign = (WindowsSample.Sysmon() with { Provider = "Microsoft-Windows-Kernel-General" }).Nested(); // event 3 of somebody else
        var batch = Normalising.Read(string.Join('\n', new[] { other, foreign, WindowsSample.Sysmon().Nested(), WindowsSample.Security().Flat() }.Select(node => node.ToJsonString())));
        Assert.Equal((4, 2, 2), (batch.Tally.Read, batch.Tally.Observed, batch.Tally.Filtered[FilterRule.KindNotRead]));
        Assert.Equal(["sysmon", "windows-security"], batch.All().Cast<EvidenceSeen>().Select(evidence => evidence.Source).Order());
    }

    [Theory]
    [InlineData("UtcTime", null, "2026-07-18T13:58:42.666Z")] // the system's time
    [InlineData("UtcTime", "soon", "2026-07-18T13:58:42.666Z")]
    [InlineData("UtcTime", "2026-07-18 15:00:00 +0200", "2026-07-18T13:00:00Z")]
    [InlineData("UtcTime", "1784382000.5", "2026-07-18T13:40:00.5Z")]
    [InlineData("UtcTime", "2026-07-18 13:00:00.000", "2026-07-18T13:00:00Z")]
    public void the_events_own_time_comes_before_the_systems(string field, string? value, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, null), Only(Normalising.Read(WindowsSample.Sysmon().With(field, value).Xml())).Seen.First);

    [Theory]
    [InlineData(true, "+02:00", "2026-07-18T07:58:42Z")] // the zone is known: better than when a collector took the event
    [InlineData(true, "Europe/Berlin", "2026-07-18T07:58:42Z")]
    [InlineData(true, null, "2026-07-18T13:58:42.666Z")] // when a collector took it
    [InlineData(false, null, "2026-07-18T09:58:42Z")] // nothing better: taken for UTC
    public void a_local_time_needs_a_zone(bool isCollected, string? zone, string expected)
    {
        var row = WindowsSample.Security().Flat();
        if (!isCollected)
        {
            row.Remove("@timestamp");
        }

        var raw = Normalising.Event(row.ToJsonString()) with { Properties = zone is null ? EventProperties.None : new(new Dictionary<string, string> { ["timeZone"] = zone }) };
        Assert.Equal(DateTimeOffset.Parse(expected, null), Only(Normalising.Read(raw)).Seen.First);
    }

    [Fact]
    public void events_stand_in_a_root_or_in_a_row_between_comments_and_behind_syslog_headers()
    {
        var xml = WindowsSample.Sysmon().Xml();
        var body = $"""
            <?xml version="1.0" encoding="utf-8" standalone="yes"?>
            <!-- of another day: {xml} -->
            <Events>{xml}<!-- </Event> -->{xml}</Events>
            {xml}
            <14>Jul 18 13:58:42 web01 sysmon: {xml.Replace("<System>", "<!-- <Event> --><System>", StringComparison.Ordinal)}
            """.Replace("\n", "\r\n", StringComparison.Ordinal);
        var batch = Normalising.Read(body);
        Assert.Equal((4, 4), (batch.Tally.Read, batch.Tally.Observed));
    }

    [Fact]
    public void a_cut_event_leaves_its_neighbours_alone()
    {
        var xml = WindowsSample.Sysmon().Xml();
        var batch = Normalising.Read($"{xml}\n{xml[..400]}\n{xml}\n{xml.Replace("</System>", "</Sys>", StringComparison.Ordinal)}\n{xml[..500]}");
        Assert.Equal((5, 2), (batch.Tally.Read, batch.Tally.Observed));
        Assert.Equal([RejectionReason.MalformedXml, RejectionReason.MalformedXml, RejectionReason.Truncated], batch.Rejected.Select(rejected => rejected.Rejection.Reason));
    }

    [Fact]
    public void a_cut_line_of_json_leaves_its_neighbours_alone()
    {
        var json = WindowsSample.Sysmon().Flat().ToJsonString();
        var batch = Normalising.Read($"{json}\r\n{json[..^20]}\r\n{json}\r\n{json[..^20]}");
        Assert.Equal((4, 2), (batch.Tally.Read, batch.Tally.Observed));
    }

    [Theory]
    [InlineData("<!DOCTYPE Events [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>")]
    [InlineData("<!DOCTYPE Events [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>")]
    public void a_document_that_declares_anything_is_refused(string doctype) =>
        Assert.Equal(RejectionReason.ForbiddenEntity, Assert.Single(Normalising.Read(doctype + WindowsSample.Sysmon().Xml()).Rejected).Rejection.Reason);

    [Fact]
    public void tags_that_never_close_cost_no_more_than_their_bytes()
    {
        var body = string.Concat(Enumerable.Repeat("<Event </Event ", 60_000));
        Assert.Equal(60_000, Normalising.Read(Normalising.Event(body, "sysmon")).Tally.Rejected.Values.Sum());
    }

    [Fact]
    public void an_entity_is_never_resolved() =>
        Assert.Equal(RejectionReason.MalformedXml, Reason(WindowsSample.Sysmon().Xml().Replace("45.9.9.9", "&e;", StringComparison.Ordinal)));

    [Fact]
    public void xml_inside_json_that_is_cut_off_is_malformed() =>
        Assert.Equal(RejectionReason.MalformedXml, Reason(WindowsSample.Security().Row(WindowsSample.Security().EventData()[..200]).ToJsonString()));

    [Fact]
    public void json_inside_json_that_is_cut_off_is_malformed() =>
        Assert.Equal(RejectionReason.MalformedJson, Reason(WindowsSample.Sysmon().Row(WindowsSample.Sysmon().DataObject().ToJsonString()[..80]).ToJsonString()));

    [Fact]
    public void a_syslog_row_without_an_event_is_of_another_kind()
    {
        var cron = new JsonObject { ["Computer"] = "web01", ["SyslogMessage"] = "pam_unix(cron:session): session opened" };
        Assert.Equal(1, Normalising.Read(Normalising.Event(cron.ToJsonString(), "sysmon")).Tally.Filtered[FilterRule.KindNotRead]);
    }

    [Theory]
    [InlineData("{\"Computer\":\"web01\"}", RejectionReason.MissingField)]
    [InlineData("{\"EventID\":\"three\"}", RejectionReason.InvalidField)]
    [InlineData("no event at all", RejectionReason.UnknownFormat)]
    public void what_is_no_event_is_rejected(string body, RejectionReason reason) =>
        Assert.Equal(reason, Assert.Single(Normalising.Read(Normalising.Event(body, "windows-security")).Rejected).Rejection.Reason);

    [Fact]
    public void text_inside_text_has_an_end()
    {
        var text = "{}";
        for (var i = 0; i < 12; i++)
        {
            text = new JsonObject { ["EventData"] = text }.ToJsonString();
        }

        Assert.Equal(RejectionReason.MalformedJson, Assert.Single(Normalising.Read(Normalising.Event(text, "sysmon")).Rejected).Rejection.Reason);
    }

    private static string[] Wrappings(WindowsSample sample)
    {
        var nested = sample.Nested();
        var split = new JsonObject { ["@timestamp"] = WindowsSample.Time, ["event.code"] = sample.Id, ["winlog.provider_name"] = sample.Provider, ["winlog.computer_name"] = sample.Device };
        Array.ForEach(sample.Data, item => split[$"winlog.event_data.{item.Name}"] = item.Value);
        var pairs = new JsonArray([.. sample.Data.Select(item => (JsonNode)new JsonObject { ["@Name"] = item.Name, ["#text"] = item.Value })]);
        var system = new JsonObject
        {
            ["Provider"] = new JsonObject { ["#attributes"] = new JsonObject { ["Name"] = sample.Provider } },
            ["EventID"] = new JsonObject { ["#text"] = sample.Id }, ["Computer"] = sample.Device,
            ["TimeCreated"] = new JsonObject { ["#attributes"] = new JsonObject { ["SystemTime"] = WindowsSample.Time } },
            ["Execution"] = new JsonObject { ["#attributes"] = new JsonObject { ["ProcessID"] = 4 } },
        };
        var event3 = new JsonObject { ["Event"] = new JsonObject { ["System"] = system, ["EventData"] = sample.DataObject() } };
        var converted = new JsonObject { ["Event"] = new JsonObject { ["System"] = system.DeepClone(), ["EventData"] = new JsonObject { ["Data"] = pairs } } };
        var azure = new JsonObject { ["time"] = "2026-07-18T14:01:00Z", ["category"] = "WindowsEventLogsTable", ["properties"] = new JsonObject { ["EventId"] = sample.Id, ["ProviderName"] = sample.Provider, ["RawXml"] = sample.Xml() } };
        var wazuh = new JsonObject
        {
            ["win"] = new JsonObject
            {
                ["system"] = new JsonObject { ["providerName"] = sample.Provider, ["eventID"] = $"{sample.Id}", ["systemTime"] = WindowsSample.Time, ["computer"] = sample.Device, ["processID"] = "4" },
                ["eventdata"] = new JsonObject(sample.Data.Select(item => KeyValuePair.Create(char.ToLowerInvariant(item.Name[0]) + item.Name[1..], (JsonNode?)item.Value))),
            },
        };
        return
        [
            sample.Flat().With("EventTime", null).ToJsonString(), nested.ToJsonString(), $"[{nested.ToJsonString()}]", split.ToJsonString(), event3.ToJsonString(), converted.ToJsonString(), wazuh.ToJsonString(),
            sample.Row(sample.EventData()).ToJsonString(), sample.Row(sample.DataObject().ToJsonString()).ToJsonString(),
            sample.Row($"<DataItem type=\"System.XmlData\" time=\"{WindowsSample.Time}\">{sample.EventData()}</DataItem>").ToJsonString(),
            new JsonObject { ["records"] = new JsonArray(azure) }.ToJsonString(),
            new JsonObject { ["SyslogMessage"] = sample.Xml(), ["Computer"] = "relay" }.ToJsonString(),
            sample.Xml(), $"<14>Jul 18 13:58:42 relay app: {sample.Xml()}",
        ];
    }

    private static EvidenceSeen Only(NormalisedBatch batch) => Assert.IsType<EvidenceSeen>(Assert.Single(batch.All()));

    private static RejectionReason Reason(string body) => Assert.Single(Normalising.Read(body).Rejected).Rejection.Reason;
}
