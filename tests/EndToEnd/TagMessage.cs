using System.Text.Json;
using Azure.Messaging.ServiceBus;

namespace ExposurePipeline.Tests.EndToEnd;

/// <summary>A tag-change message as a subscriber received it.</summary>
/// <param name="Id">Message id, the same as the CloudEvent's.</param>
/// <param name="Device">The device.</param>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>evidence-changed</c>.</param>
/// <param name="Evidence">What distinguishes each evidence it tells of.</param>
internal sealed record TagMessage(string Id, string Device, string Change, IReadOnlyList<string> Evidence)
{
    public static TagMessage Read(ServiceBusReceivedMessage message)
    {
        using var body = JsonDocument.Parse(message.Body.ToMemory());
        var data = body.RootElement.GetProperty("data");
        Xunit.Assert.Equal(message.MessageId, body.RootElement.GetProperty("id").GetString());
        return new(
            message.MessageId, data.GetProperty("deviceId").GetString()!, (string)message.ApplicationProperties["change"],
            [.. data.GetProperty("evidence").EnumerateArray().Select(e => $"{Value(e, "reason")} {Value(e, "transport")} {Value(e, "localIp")}:{Value(e, "localPort")} {Value(e, "publicIp")}:{Value(e, "publicPort")}")]);
    }

    private static string Value(JsonElement evidence, string name) => evidence.TryGetProperty(name, out var value) ? value.ToString() : "";
}
