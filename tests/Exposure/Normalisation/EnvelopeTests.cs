using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Values;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation;

/// <summary>Records in every wrapping, whole and damaged.</summary>
public sealed class EnvelopeTests
{
    private static readonly string One = NetworkEvent.With("LocalPort", 22).Record();
    private static readonly string Two = NetworkEvent.With("LocalPort", 80).Record();
    private static readonly string Three = NetworkEvent.With("LocalPort", 443).Record();
    private static readonly string Noise = NetworkEvent.With("ActionType", "ConnectionSuccess").Record();
    private static readonly string Process = new NetworkEvent { Category = "AdvancedHunting-DeviceProcessEvents" }.Without("ActionType").Record();

    public static TheoryData<string, string> Wrappings => new()
    {
        { "records", $$"""{"records":[{{One}},{{Two}},{{Three}}]}""" },
        { "records, pretty-printed", $$"""{ "records" : [ {{One}} , {{Two}}, {{"\r\n"}} {{Three}} ] } {{"\r\n"}}""" },
        { "records, each on its line", $$"""{"records": [{{"\n"}}{{One}},{{"\n"}}{{Two}},{{"\n"}}{{Three}}{{"\n"}}]}""" },
        { "records behind other members", $$$"""{"schema":"x","count":3,"records":[{{{One}}},{{{Two}}},{{{Three}}}],"more":{"a":[1]}}""" },
        { "bare array", $"[{One},{Two},{Three}]" },
        { "JSON Lines", $"{One}\n{Two}\n{Three}\n" },
        { "JSON Lines with CRLF and blank lines", $"{One}\r\n\r\n{Two}\r\n{Three}" },
        { "JSON Lines of envelopes", $"{{\"records\":[{One},{Two}]}}\n{{\"records\":[{Three}]}}\n" },
        { "in a row", One + Two + Three },
        { "byte-order mark", "\uFEFF" + $"[{One},{Two},{Three}]" },
        { "without operationName", $$"""{"records":[{{One}},{{Two}},{{Three}}]}""".Replace("\"operationName\":\"Publish\",", "", StringComparison.Ordinal) },
        { "trailing comma", $$"""{"records":[{{One}},{{Two}},{{Three}},]}""" },
    };

    [Theory]
    [MemberData(nameof(Wrappings))]
    public void every_wrapping_gives_the_same_records(string wrapping, string body)
    {
        var batch = Normalising.Read(body);
        Assert.True(batch.Tally is { Read: 3, Observed: 3 }, wrapping);
        Assert.Equal([22, 80, 443], Ports(batch));
        Assert.Equal("11111111-2222-3333-4444-555555555555", Assert.Single(batch.Observations).Entity.Tenant.Value);
    }

    public static TheoryData<string, string, RejectionReason> Damages => new()
    {
        { "a line cut short", $"{One}\n{Two[..200]}\n{Three}\n", RejectionReason.MalformedJson },
        { "a line of rubbish", $"{One}\nrubbish\n{Three}\n", RejectionReason.InvalidField },
        { "a line with a lost bracket", $"{One}\n{Two[..^1]}\n{Three}\n", RejectionReason.MalformedJson },
        { "a line with a lost quote", $"{One}\n{Two.Replace("\"DeviceName\":\"", "\"DeviceName\":", StringComparison.Ordinal)}\n{Three}\n", RejectionReason.MalformedJson },
        { "an element with a value missing", $$"""{"records":[{{One}},{{Two.Replace("\"RemotePort\":37558", "\"RemotePort\":", StringComparison.Ordinal)}},{{Three}}]}""", RejectionReason.MalformedJson },
        { "an element with a lost bracket", $$"""{"records":[{{One}},{{Two[..^1]}},{{Three}}]}""", RejectionReason.MalformedJson },
        { "an element with a lost quote", $$"""{"records":[{{One}},{{Two.Replace("\"DeviceName\":\"", "\"DeviceName\":", StringComparison.Ordinal)}},{{Three}}]}""", RejectionReason.MalformedJson },
        { "an element cut short", $$"""{"records":[{{One}},{{Two[..300]}},{{Three}}]}""", RejectionReason.MalformedJson },
        { "a number for an element", $$"""{"records":[{{One}},17,{{Three}}]}""", RejectionReason.InvalidField },
        { "null for an element", $$"""{"records":[{{One}},null,{{Three}}]}""", RejectionReason.InvalidField },
        { "an array for an element", $$"""{"records":[{{One}},[{"a":1},2],{{Three}}]}""", RejectionReason.InvalidField },
        { "properties of the wrong type", $$$"""{"records":[{{{One}}},{"category":"AdvancedHunting-DeviceNetworkEvents","properties":"x"},{{{Three}}}]}""", RejectionReason.InvalidField },
        { "the first line of a list, torn", $"{One}\n{Two[..200]}[\n{Three}\n", RejectionReason.MalformedJson },
        { "an element nested too deep", $$$"""{"records":[{{{One}}},{"time":{{{Nested(70)}}}},{{{Three}}}]}""", RejectionReason.TooDeep },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void one_damaged_record_is_set_aside_with_its_bytes_and_its_mates_are_read(string damage, string body, RejectionReason reason)
    {
        var batch = Normalising.Read(body);
        var rejected = Assert.Single(batch.Rejected);
        Assert.True(reason == rejected.Rejection.Reason, $"{damage}: {rejected.Rejection}");
        Assert.Equal(1, rejected.Rejection.Record);
        Assert.Equal([22, 443], Ports(batch));
        Assert.True(batch.Tally.Balances());
        Assert.True(rejected.Body.Length < body.Length / 2);
    }

    [Fact]
    public void invalid_utf8_costs_its_own_record_only()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes($"{One}\n"), .. Encoding.UTF8.GetBytes(Two.Replace("web01", "web\u0001", StringComparison.Ordinal)), .. "\n"u8, .. Encoding.UTF8.GetBytes(Three)];
        body[Array.IndexOf(body, (byte)1)] = 0xff;
        var batch = Normalising.Read(Normalising.Event(body));
        Assert.Equal(RejectionReason.InvalidEncoding, Assert.Single(batch.Rejected).Rejection.Reason);
        Assert.Equal([22, 443], Ports(batch));
    }

    [Fact]
    public void what_came_before_a_cut_is_kept()
    {
        var body = $$"""{"records":[{{One}},{{Two}},{{Three}}]}""";
        var batch = Normalising.Read(body[..^40]);
        Assert.Equal([22, 80], Ports(batch));
        Assert.Equal((RejectionReason.Truncated, 2), (Assert.Single(batch.Rejected).Rejection.Reason, batch.Rejected[0].Rejection.Record));
        Assert.Equal(RejectionReason.Truncated, Assert.Single(Normalising.Read(body[..^2]).Rejected).Rejection.Reason); // every record whole, the end mark missing
    }

    [Theory]
    [InlineData("{\"value\": [\n", ",\n", "")] // each record on a line of its own
    [InlineData("{ \"a\": 1, \"value\":[ \r\n  ", ",\r\n  ", "\r\n  {\"time\":")]
    public void of_a_wrapper_that_no_reader_knows_what_came_before_a_cut_is_kept_too(string opening, string between, string cut)
    {
        var batch = Normalising.Read(Normalising.Event($"{opening}{One}{between}{Two}{between}{cut}", "defender-streaming"));
        Assert.Equal([22, 80], Ports(batch));
        Assert.Equal((RejectionReason.Truncated, 2), (Assert.Single(batch.Rejected).Rejection.Reason, batch.Rejected[0].Rejection.Record));
    }

    [Fact]
    public void one_message_may_carry_every_table()
    {
        var batch = Normalising.Read($$"""{"records":[{{One}},{{Noise}},{{Process}},{{Noise}}]}""");
        Assert.Equal(1, batch.Tally.Observed);
        Assert.Equal(2, batch.Tally.Filtered[FilterRule.ActionNotInbound]);
        Assert.Equal(1, batch.Tally.Filtered[FilterRule.CategoryNotRead]);
    }

    [Fact]
    public void a_flat_row_without_envelope_belongs_to_the_events_tenant()
    {
        var raw = Normalising.Event(NetworkEvent.With("LocalPort", 22).Flat()) with { Tenant = new TenantId("contoso") };
        Assert.Equal("contoso", Assert.Single(Normalising.Read(raw).Observations).Entity.Tenant.Value);
        Assert.Equal("default", Assert.Single(Normalising.Read(raw with { Tenant = null }).Observations).Entity.Tenant.Value);
    }

    [Theory]
    [InlineData("", RejectionReason.Empty)]
    [InlineData(" \r\n", RejectionReason.Empty)]
    [InlineData("hello", RejectionReason.UnknownFormat)]
    [InlineData("{\"hello\":1}", RejectionReason.UnknownFormat)]
    [InlineData("{\"hello\":", RejectionReason.Truncated)]
    [InlineData("{\"hello\" 1}", RejectionReason.MalformedJson)]
    [InlineData("\0\u0001", RejectionReason.InvalidEncoding)]
    public void a_body_that_no_reader_knows_is_set_aside_whole(string body, RejectionReason reason)
    {
        var rejected = Assert.Single(Normalising.Read(body).Rejected);
        Assert.Equal((reason, -1), (rejected.Rejection.Reason, rejected.Rejection.Record));
        Assert.Equal(Encoding.UTF8.GetBytes(body), rejected.Body.ToArray());
    }

    [Fact]
    public void a_named_format_overrides_sniffing_and_must_exist()
    {
        Assert.Equal(RejectionReason.UnknownFormat, Assert.Single(Normalising.Read(Normalising.Event(One, "no-such")).Rejected).Rejection.Reason);
        Assert.Equal(1, Normalising.Read(Normalising.Event(One, "Defender-Streaming")).Tally.Observed);
        Assert.Equal(0, Normalising.Read(Normalising.Event(One, "masscan")).Tally.Observed);
    }

    [Fact]
    public void what_is_set_aside_keeps_all_that_its_producer_said_of_it()
    {
        var raw = Normalising.Event("rubbish", "defender-streaming") with { Tenant = new TenantId("contoso"), Properties = new(new Dictionary<string, string> { [EventProperties.DeviceId] = "host-1" }) };

        var rejected = Assert.Single(Normalising.Read(raw).Rejected);

        Assert.Equal(("defender-streaming", "contoso", "host-1"), (rejected.Format, rejected.Tenant?.Value, rejected.Properties[EventProperties.DeviceId]));
    }

    [Fact]
    public void an_empty_envelope_says_nothing_and_is_no_fault() =>
        Assert.Equal(0, Normalising.Read("{ \"records\": [ ] }").Tally.Read);

    [Fact]
    public void a_body_beyond_the_limit_is_set_aside_and_one_at_the_limit_is_read()
    {
        var body = $"{One}\n".PadRight(IEventReader.StandardLimit);
        Assert.Equal(1, Normalising.Read(body).Tally.Observed);
        Assert.Equal(RejectionReason.TooLarge, Assert.Single(Normalising.Read(body + " ").Rejected).Rejection.Reason);
    }

    [Fact]
    public void a_body_of_rubbish_lines_cannot_flood_the_store()
    {
        var batch = Normalising.Read(Normalising.Event(string.Concat(Enumerable.Repeat("x\n", 100_000)), "defender-streaming"));
        Assert.Equal(RecordSink.MaxRejectionsPerEvent, batch.Rejected.Count);
        Assert.Equal(100_000, batch.Tally.Rejected[RejectionReason.InvalidField]);
    }

    [Fact]
    public void nesting_without_end_takes_neither_stack_nor_time() =>
        Assert.Equal(RejectionReason.Truncated, Assert.Single(Normalising.Read(Normalising.Event(new string('[', 500_000), "defender-streaming")).Rejected).Rejection.Reason);

    [Theory]
    [InlineData("{\"a\":")] // every object opens and none closes
    [InlineData("{\nx\n")] // every line might be the first of a pretty-printed record
    [InlineData("{1},")] // every record is balanced and malformed
    [InlineData("[{\"a\":1,")]
    public void a_hostile_body_is_given_up_after_a_bounded_number_of_faults(string pattern)
    {
        var batch = Normalising.Read(Normalising.Event(string.Concat(Enumerable.Repeat(pattern, 120_000)), "defender-streaming"));
        Assert.InRange(batch.Tally.Rejected.GetValueOrDefault(RejectionReason.MalformedJson) + batch.Tally.Rejected.GetValueOrDefault(RejectionReason.Truncated), 1, 300);
        Assert.True(batch.Tally.Balances());
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static IEnumerable<int> Ports(NormalisedBatch batch) => batch.All().OfType<EvidenceSeen>().Select(evidence => (int)evidence.Key.Local!.Value.Port);
}
