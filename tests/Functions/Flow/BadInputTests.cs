using System.Text;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Functions.Azure;
using ExposurePipeline.Tests.Functions.Azure;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Flow;

public sealed class BadInputTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string Good = Encoding.UTF8.GetString(ConnectionEvent.Of("a"));

    public static TheoryData<RejectionReason, byte[]> Bad => new()
    {
        { RejectionReason.Empty, [] },
        { RejectionReason.TooLarge, Encoding.UTF8.GetBytes(Good.PadRight(1024 * 1024 + 1)) },
        { RejectionReason.InvalidEncoding, [.. "{\"records\":[{\"category\":\""u8, 0xff, .. "\"}]}"u8] },
        { RejectionReason.MalformedJson, Encoding.UTF8.GetBytes(Good.Replace("\"LocalPort\":443", "\"LocalPort\":", StringComparison.Ordinal)) },
        { RejectionReason.MalformedXml, "<?xml version=\"1.0\"?><nmaprun><host></nmaprun>"u8.ToArray() },
        { RejectionReason.ForbiddenEntity, "<?xml version=\"1.0\"?><!DOCTYPE nmaprun [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><nmaprun></nmaprun>"u8.ToArray() },
        { RejectionReason.Truncated, Encoding.UTF8.GetBytes(Good[..^20]) },
        { RejectionReason.TooDeep, Encoding.UTF8.GetBytes($"{{\"records\":[{{\"time\":{new string('[', 70)}{new string(']', 70)}}}]}}") },
        { RejectionReason.UnknownFormat, "hello"u8.ToArray() },
        { RejectionReason.UnknownCategory, ConnectionEvent.Of("a", category: "AdvancedHunting-NoSuchTable") },
        { RejectionReason.UnknownCategory, ConnectionEvent.Of("a", category: "DeviceNetworkEvents") }, // without the prefix that every table has
        { RejectionReason.UnknownAction, ConnectionEvent.Of("a", change: static row => row["ActionType"] = "NeverHeardOf") },
        { RejectionReason.MissingField, ConnectionEvent.Of("a", change: static row => row.Remove("DeviceId")) },
        { RejectionReason.InvalidField, ConnectionEvent.Of("a", change: static row => row["RemoteIP"] = "10.0.0.256") },
        { RejectionReason.InvalidIdentifier, ConnectionEvent.Of(new string('x', 129)) },
        { RejectionReason.InvalidTimestamp, ConnectionEvent.Of("a", at: "yesterday") },
        { RejectionReason.TimestampInFuture, ConnectionEvent.Of("a", at: "2026-07-18T14:20:01Z") }, // a second beyond the skew
        { RejectionReason.TimestampTooOld, ConnectionEvent.Of("a", at: "2026-06-18T14:09:59Z") }, // a second beyond 30 days
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task a_bad_event_is_set_aside_with_reason_place_and_bytes_and_its_mates_go_on(RejectionReason reason, byte[] bad)
    {
        var name = AzuriteFixture.CreateTableNameUnique("bad");
        using var app = new App(new TableRejectedEvents(AzuriteStores.Table(azurite, name), AzuriteStores.Gate));

        await app.NormaliseAsync([ConnectionEvent.Of("before"), bad, ConnectionEvent.Of("after")]);

        var row = Assert.Single(await AzuriteStores.ToListAsync(azurite.Tables.GetTableClient(name).QueryAsync<TableEntity>()));
        Assert.Equal((reason.ToString(), "connections|3"), (row.GetString("Reason"), row.PartitionKey));
        Assert.StartsWith("0000000000000000101|", row.RowKey, StringComparison.Ordinal); // the second of a batch that begins at 100
        Assert.NotEmpty(row.GetString("Detail")!);
        Assert.Equal(App.Now.AddSeconds(-2), row.GetDateTimeOffset("Enqueued"));
        Assert.True(Contains(bad, row.GetBinary("Body")!), "the row holds bytes of the event");
        Assert.Equal(["after", "before"], app.Ports.Observations.Select(static each => each.Entity.Key).Order());
    }

    public static TheoryData<string, string, RejectionReason> HostileProperties => new()
    {
        { "tenantId", new string('x', 65), RejectionReason.InvalidIdentifier }, // a character too long: never the default tenant's event
        { "tenantId", new string('x', 100_000), RejectionReason.InvalidIdentifier }, // more than a row's text may have
        { "tenantId", " ", RejectionReason.InvalidIdentifier },
        { "format", new string('x', 100_000), RejectionReason.UnknownFormat },
    };

    [Theory]
    [MemberData(nameof(HostileProperties))]
    public async Task an_event_with_a_hostile_property_is_set_aside_and_holds_up_nobody(string property, string value, RejectionReason reason)
    {
        var name = AzuriteFixture.CreateTableNameUnique("bad");
        using var app = new App(new TableRejectedEvents(AzuriteStores.Table(azurite, name), AzuriteStores.Gate));

        await app.NormaliseAsync([ConnectionEvent.Of("bad"), ConnectionEvent.Of("good")], [new() { [property] = value }, []]);

        var row = Assert.Single(await AzuriteStores.ToListAsync(azurite.Tables.GetTableClient(name).QueryAsync<TableEntity>()));
        Assert.Equal(reason.ToString(), row.GetString("Reason"));
        Assert.Equal("good", Assert.Single(app.Ports.Observations).Entity.Key);
    }

    // No input is known on which a reader fails; its own tests make one fail.
    [Fact]
    public void every_reason_that_an_input_can_have_has_a_row() =>
        Assert.Equal([RejectionReason.ReaderFault], Enum.GetValues<RejectionReason>().Except(Bad.Select(static row => (RejectionReason)row[0])));

    [Fact]
    public async Task an_unreadable_observation_is_set_aside_and_its_mates_are_aggregated()
    {
        using var app = new App();
        await app.NormaliseAsync([ConnectionEvent.Of("good")]);

        await app.AggregateAsync(["{\"v\":99,\"entities\":[]}"u8.ToArray(), app.Ports.TakeEvent(), Array.Empty<byte>()]);

        Assert.Equal(
            [(RejectionReason.UnknownFormat, 100L), (RejectionReason.Empty, 102L)],
            app.Ports.Rejected.Select(static each => (each.Rejection.Reason, each.Position.SequenceNumber)));
        Assert.Single(app.Ports.Messages, static message => message.Channel is Channel.TagChanges);
    }

    [Fact]
    public async Task a_batch_without_events_is_no_fault()
    {
        using var app = new App();

        await app.NormaliseAsync([]);
        await app.AggregateAsync([]);

        Assert.Empty(app.Ports.Rejected);
    }

    private static bool Contains(byte[] whole, byte[] part) => part.Length == 0 ? whole.Length == 0 : whole.AsSpan().IndexOf(part) >= 0;
}
