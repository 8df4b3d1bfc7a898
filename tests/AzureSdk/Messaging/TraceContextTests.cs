using System.Diagnostics;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;
using Azure.Messaging.ServiceBus;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Messaging;

public sealed class TraceContextTests
{
    [Fact]
    public async Task the_senders_span_travels_with_every_event_and_message()
    {
        await using var service = await LoopbackService.StartAsync();
        using var span = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        span.TraceStateString = "vendor=1";
        var message = new ServiceBusMessage("x");

        await new EventHubProducerClient(service.ConnectionString, "hub").SendAsync([new EventData("x")]);
        await new ServiceBusClient(service.ConnectionString).CreateSender("topic").SendMessageAsync(message);

        Assert.All(service.Requests, request =>
        {
            var properties = request.Element().GetProperty("UserProperties");
            Assert.Equal(span.Id, properties.GetProperty("Diagnostic-Id").GetString());
            Assert.Equal(span.Id, properties.GetProperty("traceparent").GetString());
            Assert.Equal("vendor=1", properties.GetProperty("tracestate").GetString());
        });
        Assert.Empty(message.ApplicationProperties); // the caller's message is the caller's
    }

    [Theory]
    [InlineData("traceparent")]
    [InlineData("Diagnostic-Id")]
    public async Task a_span_that_the_caller_wrote_stands(string property)
    {
        await using var service = await LoopbackService.StartAsync();
        using var span = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();

        await new EventHubProducerClient(service.ConnectionString, "hub").SendAsync([new EventData("x") { Properties = { [property] = "mine" } }]);

        var only = Assert.Single(service.Only.Element().GetProperty("UserProperties").EnumerateObject());
        Assert.Equal((property, "mine"), (only.Name, only.Value.GetString()));
    }
}
