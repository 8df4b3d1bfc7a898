using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Functions.Flow;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Flow;

public sealed class EventBatchTests
{
    private static readonly DateTimeOffset Now = App.Now;
    private static readonly ReadOnlyMemory<byte>[] Two = ["1"u8.ToArray(), "2"u8.ToArray()];

    [Fact]
    public void every_event_has_its_place_its_time_and_its_properties()
    {
        var context = Invocation.Of("f", "scans", 2, Now, first: 9007199254740993, properties:
        [
            new() { ["format"] = "nmap", ["tenantId"] = "contoso", ["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", ["other"] = 5 },
            new() { ["Diagnostic-Id"] = "00-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", ["format"] = 7 },
        ]);

        var events = EventBatch.Read(Two, context, "named by settings", Now.AddHours(1));

        Assert.Equal(["scans/3/9007199254740993", "scans/3/9007199254740994"], events.Select(static e => $"{e.Position.Hub}/{e.Position.Partition}/{e.Position.SequenceNumber}")); // beyond 2^53
        Assert.All(events, static e => Assert.Equal(Now, e.Enqueued)); // UTC, though the host does not say so
        Assert.Equal(("nmap", "contoso"), (events[0].Format, events[0].Tenant?.Value));
        Assert.Equal((null, null), (events[1].Format, events[1].Tenant?.Value)); // a number is no name
        Assert.StartsWith("00-0af", events[0].TraceParent, StringComparison.Ordinal);
        Assert.StartsWith("00-1af", events[1].TraceParent, StringComparison.Ordinal); // what Azure's SDK writes
    }

    [Fact]
    public void what_a_producer_says_of_its_event_is_known_whatever_the_case_of_its_name()
    {
        var context = Invocation.Of("f", "scans", 2, Now, properties:
        [
            new() { ["DEVICEID"] = "Host-1.", ["port"] = 443, ["timezone"] = "+02:00", ["fields"] = new string('x', 3000), ["observedAt"] = true, ["other"] = "x" },
            new(),
        ]);

        var events = EventBatch.Read(Two, context, "scans", Now);

        var said = events[0].Properties;
        Assert.Equal(("host-1", (ushort)443, "+02:00"), (said.Device?.Value, said.ScannedPort!.Value, said[EventProperties.TimeZone]));
        Assert.Equal(["deviceId", "port", "timeZone"], said.All.Keys.Order(StringComparer.Ordinal)); // a flag is no time, and 3,000 characters name no fields
        Assert.Same(EventProperties.None, events[1].Properties);
    }

    public static TheoryData<string, string, string> Odd => new()
    {
        { "SequenceNumberArray", "[41]", "too short" },
        { "SequenceNumberArray", "41", "no array" },
        { "SequenceNumberArray", "[\"41\",null]", "no numbers" },
        { "EnqueuedTimeUtcArray", "[\"soon\",5]", "no times" },
        { "PropertiesArray", "[null,[]]", "no objects" },
        { "PropertiesArray", "{", "no JSON" },
        { "TriggerPartitionContext", "[]", "no object" },
        { "PropertiesArray", "[{\"\\udc00\":1,\"tenantId\":\"\\ud800\",\"deviceId\":\"\\ud800\"}]", "half a surrogate pair, in a name and in texts" },
        { "EnqueuedTimeUtcArray", "[\"\\ud800\",\"\\udc00\"]", "half a surrogate pair" },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public void odd_metadata_costs_no_event(string name, string value, string why)
    {
        var data = new Dictionary<string, object?>(Invocation.Of("f", "scans", 2, Now).BindingContext.BindingData) { [name] = value };

        var events = EventBatch.Read(Two, new Invocation("f", data), "scans", Now);

        Assert.True(events.Count == 2 && events.All(static e => e.Body.Length == 1 && e.Enqueued == Now), why);
    }

    [Fact]
    public void half_a_surrogate_pair_in_a_property_gives_the_event_to_no_other_tenant_and_hides_none_of_its_mates()
    {
        const string Properties = """[{"\udc00":1,"tenantId":"\ud800","format":"\udfff","deviceId":"\ud800x"},{"\ud800":"\udc00","tenantId":"contoso","format":"nmap","deviceId":"web"}]""";
        var data = new Dictionary<string, object?>(Invocation.Of("f", "scans", 2, Now).BindingContext.BindingData) { ["PropertiesArray"] = Properties };

        var events = EventBatch.Read(Two, new Invocation("f", data), "scans", Now);

        Assert.Equal(("\ufffd", "\ufffd", "\ufffd"), (events[0].Tenant?.Value, events[0].Format, events[0].Properties[EventProperties.DeviceId]));
        Assert.Equal(("contoso", "nmap", "web"), (events[1].Tenant?.Value, events[1].Format, events[1].Properties[EventProperties.DeviceId]));
    }

    [Fact]
    public void sequence_numbers_that_the_isolated_worker_hands_over_as_numbers_count_too()
    {
        var data = new Dictionary<string, object?>(Invocation.Of("f", "scans", 2, Now).BindingContext.BindingData) { ["SequenceNumberArray"] = new List<long> { 7, 8 } };

        Assert.Equal([7L, 8L], EventBatch.Read(Two, new Invocation("f", data), "scans", Now).Select(static e => e.Position.SequenceNumber));
    }

    [Fact]
    public void without_metadata_the_place_is_unknown_and_the_time_is_now()
    {
        var events = EventBatch.Read(Two, new Invocation("f", new Dictionary<string, object?>()), "scans", Now);

        Assert.All(events, static e => Assert.Equal((new("scans", "", -1), Now), (e.Position, e.Enqueued)));
    }
}
