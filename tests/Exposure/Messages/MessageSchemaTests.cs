using System.Text.Json.Nodes;
using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Exposure.Scenarios;
using ExposurePipeline.Tests.Exposure.State;
using ExposurePipeline.Tests.Support;
using FsCheck.Fluent;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Messages;

public sealed class MessageSchemaTests
{
    [Fact]
    public async Task every_kind_of_message_satisfies_its_schema()
    {
        var stage = new Stage();
        await stage.Apply(Device("d1"), Connection(T, process: new("sshd", "-D", 7)));
        await stage.Apply(Device("d1"), Udp(T.AddMinutes(1)));
        await stage.Apply(Of(Device("a/b ü\u0001"), Connection(T)), Of(Device("a/b ü\u0001"), new DeviceMerged(new("heir"), T)));
        await stage.Apply(Device("gone"), Connection(T));
        await stage.Apply(Device("gone"), new DeviceMerged(new("heir"), T));
        await stage.Expire(T.AddDays(3));

        Assert.Equal(["added", "evidence-changed", "removed"], stage.Changes.Distinct().Order());
        Assert.Equal(["raised", "resolved", "updated"], stage.Recommended.Select(m => m.Properties["change"]).Distinct().Order());
        Assert.All(await SchemaValidator.ErrorsAsync(SchemaValidator.TagChange, stage.Sent.Select(Body)), Assert.Empty);
        Assert.All(await SchemaValidator.ErrorsAsync(SchemaValidator.Recommendation, stage.Recommended.Select(Body)), Assert.Empty);
    }

    [Fact]
    public async Task whatever_is_observed_the_messages_and_machines_satisfy_their_schemas()
    {
        var (messages, recommendations, machines) = (new List<JsonNode>(), new List<JsonNode>(), new List<JsonNode>());
        foreach (var observations in StateSamples.OfDevice.Many().Sample(60, 40))
        {
            var occasion = new Occasion(observations, null, null, StateSamples.Noon, ExposurePolicy.Default);
            var decision = DeviceDecision.Decide(Device("d1"), DeviceRecord.Empty, occasion);
            messages.AddRange(decision.Messages.Where(m => m.Channel is Channel.TagChanges).Select(Body));
            recommendations.AddRange(decision.Messages.Where(m => m.Channel is Channel.Recommendations).Select(Body));
            machines.AddRange(decision.Index is { } row ? [JsonNode.Parse(row.Body.Span)!] : Array.Empty<JsonNode>());
            var state = StateSamples.DeviceOf(observations, TimeSpan.FromMinutes(15));
            machines.Add(JsonNode.Parse(ExposurePipeline.Exposure.Messages.Machine.From(
                Device("d1"), new(state, Publication.None), occasion.Policy, StateSamples.Noon).ToUtf8())!);
        }

        Assert.NotEmpty(messages);
        Assert.All(await SchemaValidator.ErrorsAsync(SchemaValidator.TagChange, messages), Assert.Empty);
        Assert.All(await SchemaValidator.ErrorsAsync(SchemaValidator.Recommendation, recommendations), Assert.Empty);
        Assert.All(await SchemaValidator.ErrorsAsync(SchemaValidator.Machine, machines), Assert.Empty);
    }

    [Fact]
    public async Task the_schema_refuses_what_is_wrong()
    {
        var stage = new Stage();
        await stage.Apply(Device("d1"), Connection(T));
        (string Reason, Action<JsonObject> Break)[] wrongs =
        [
            ("an unknown member", m => m["extra"] = 1),
            ("an unknown member of the data", m => m["data"]!["extra"] = 1),
            ("an unknown member of an evidence", m => m["data"]!["evidence"]![0]!["extra"] = 1),
            ("no id", m => m.Remove("id")),
            ("another version of CloudEvents", m => m["specversion"] = "0.3"),
            ("type and change that differ", m => m["data"]!["change"] = "removed"),
            ("a cause of an addition", m => m["data"]!["cause"] = "expired"),
            ("a removal without a cause", m => (m["type"], m["data"]!["change"], m["data"]!["isInternetFacing"]) = ("exposure.tag.removed", "removed", false)),
            ("a local time", m => m["time"] = "2026-03-01T12:00:00+01:00"),
            ("a port as text", m => m["data"]!["evidence"]![0]!["localPort"] = "443"),
            ("no address", m => m["data"]!["evidence"]![0]!["localIp"] = "10.0.0.256"),
            ("an unknown reason", m => m["data"]!["reasons"]![0]!["reason"] = "InboundConnection"),
            ("a drawn id", m => m["id"] = "6c1d2f0e-0000-4000-8000-000000000000"),
        ];
        var documents = wrongs.Select(w =>
        {
            var broken = Body(stage.Sent[0]).AsObject();
            w.Break(broken);
            return (JsonNode)broken;
        });
        var errors = await SchemaValidator.ErrorsAsync(SchemaValidator.TagChange, documents);
        Assert.Empty(wrongs.Zip(errors).Where(p => p.Second.Length == 0).Select(p => p.First.Reason));
    }

    private static EvidenceSeen Udp(DateTimeOffset at) => new(
        new(Reason.PublicScan, Transport.Udp, null, new(Ip("2600::9"), 161)), Sighting.At(at), [], Attribution.NamedByEvent, null, "defender", "defender-streaming");

    private static JsonNode Body(OutboxMessage message) => JsonNode.Parse(message.Body.Span)!;
}
