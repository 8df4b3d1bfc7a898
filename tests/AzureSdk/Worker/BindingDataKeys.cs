using Microsoft.Azure.Functions.Worker.Payload;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Worker;

public sealed class BindingDataKeys
{
    private const string Newer = """
        {
          "PartitionKeyArray": "[\"dev-1\",null]", "OffsetArray": "[\"128\",\"176\"]", "OffsetStringArray": "[\"128\",\"176\"]",
          "SequenceNumberArray": "[41,42]",
          "EnqueuedTimeUtcArray": "[\"2025-01-02T03:04:05.678\",\"2025-01-02T03:04:05.679\"]",
          "PropertiesArray": "[{\"type\":\"x\"},{}]",
          "SystemPropertiesArray": "[{\"SequenceNumber\":41,\"x-opt-a\":\"é\"},{}]",
          "PartitionContext": {"PartitionId":"0"},
          "TriggerPartitionContext": {"IsCheckpointingAfterInvocation":true,"EventHubName":"hub","PartitionId":"0"},
          "sys": {"MethodName":"Ingest"},
          "RetryContext": {"RetryCount":2,"MaxRetryCount":-1,"Exception":null}
        }
        """;

    private const string Single = """
        {"PartitionKey":"\"dev-1\"","Offset":"\"128\"","SequenceNumber":"42","EnqueuedTimeUtc":"2025-01-02T03:04:05","Properties":{"type":"x"},"Missing":null}
        """;

    [Theory]
    [InlineData("SequenceNumberArray", "[41,42]")]
    [InlineData("sequencenumberarray", "[41,42]")] // case ignored, as in the isolated worker
    [InlineData("PartitionKeyArray", """["dev-1",null]""")]
    [InlineData("EnqueuedTimeUtcArray", """["2025-01-02T03:04:05.678","2025-01-02T03:04:05.679"]""")]
    [InlineData("PropertiesArray", """[{"type":"x"},{}]""")]
    [InlineData("SystemPropertiesArray", """[{"SequenceNumber":41,"x-opt-a":"é"},{}]""")]
    [InlineData("PartitionContext", """{"PartitionId":"0"}""")] // older extensions
    [InlineData("TriggerPartitionContext", """{"IsCheckpointingAfterInvocation":true,"EventHubName":"hub","PartitionId":"0"}""")]
    public void arrays_and_objects_are_json_text(string key, string expected) => Assert.Equal(expected, Read(Newer, data => data[key]));

    [Theory]
    [InlineData("PartitionKey", "dev-1")] // a string within a string is what it says
    [InlineData("SequenceNumber", "42")]
    [InlineData("EnqueuedTimeUtc", "2025-01-02T03:04:05")]
    [InlineData("Properties", """{"type":"x"}""")]
    [InlineData("Missing", null)]
    public void single_values_are_text(string key, string? expected) => Assert.Equal(expected, Read(Single, data => data[key]));

    [Fact]
    public void all_keys_are_listed_and_absent_ones_are_absent()
    {
        Assert.Equal(11, Read(Newer, data => data.Count));
        Assert.False(Read(Newer, data => data.TryGetValue("Nothing", out _)));
        Assert.False(Read("null", data => data.ContainsKey("Nothing")));
    }

    [Fact]
    public void after_the_invocation_they_are_refused_rather_than_wrong()
    {
        var envelope = Decoded.Open(HostPayload.Envelope("\"[]\"", metadata: Newer));
        Assert.True(envelope.TryRead(Decoded.BinaryBatch, out _));
        var data = new BindingData(envelope);
        envelope.Dispose();

        Assert.Throws<ObjectDisposedException>(() => data["SequenceNumberArray"]);
    }

    private static T Read<T>(string metadata, Func<BindingData, T> read)
    {
        using var envelope = Decoded.Open(HostPayload.Envelope("\"[]\"", metadata: metadata));
        Assert.True(envelope.TryRead(Decoded.BinaryBatch, out var error), error);
        return read(new BindingData(envelope));
    }
}
