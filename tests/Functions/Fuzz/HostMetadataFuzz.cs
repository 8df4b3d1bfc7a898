using System.Text;
using ExposurePipeline.Functions.Flow;
using ExposurePipeline.Tests.Functions.Flow;
using ExposurePipeline.Tests.Support.Fuzzing;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Functions.Fuzz;

/// <summary>What the host says beside the bodies, producers' properties among it: whatever it is, every body is still read.</summary>
public sealed class HostMetadataFuzz(ITestOutputHelper output)
{
    private static readonly string[] Names = ["SequenceNumberArray", "EnqueuedTimeUtcArray", "PropertiesArray", "TriggerPartitionContext"];

    private static readonly string[] Seeds =
    [
        "[100,101,102]", """["2026-07-18T14:09:58.123","2026-07-18T14:09:58","x"]""", """{"EventHubName":"connections","PartitionId":"3"}""",
        """[{"format":"zeek-conn","tenantId":"contoso","deviceId":"web-1","port":443,"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"},{},null]""",
    ];

    [Fact]
    public void no_metadata_loses_a_body()
    {
        var mutation = new Mutation([.. Seeds.Select(Encoding.UTF8.GetBytes)], [.. Scraps.Any, "\"tenantId\":", "\"format\":", "\"deviceId\":\"", "\"\\udc00\":1", "\"tenantId\":\"\\ud800\""]);
        ReadOnlyMemory<byte>[] bodies = ["a"u8.ToArray(), "b"u8.ToArray(), "c"u8.ToArray()];
        new FuzzRun("host metadata", output).Each(20_000, random =>
        {
            var data = Names.ToDictionary(static name => name, object? (_) => Encoding.UTF8.GetString(mutation.Any(random)));
            var events = EventBatch.Read(bodies, new Invocation("f", data), "hub", App.Now);
            Assert.Equal(3, events.Count);
            return events.Any(static each => each.Tenant is not null || each.Position.SequenceNumber >= 0);
        });
    }
}
