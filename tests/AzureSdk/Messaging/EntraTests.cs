using Azure.Core;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;
using Azure.Messaging.ServiceBus;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Messaging;

public sealed class EntraTests
{
    [Fact]
    public async Task service_bus_is_called_over_tls_with_a_token_of_its_own_scope()
    {
        await using var service = await LoopbackService.StartAsync(tls: true);
        var credential = new Known();
        var options = new ServiceBusClientOptions { CustomEndpointAddress = service.Address, CertificateValidationCallback = LoopbackService.Trusts };
        await using var client = new ServiceBusClient("contoso.servicebus.windows.net", credential, options);

        await client.CreateSender("topic").SendMessageAsync(new ServiceBusMessage("x"));
        await client.CreateSender("topic").SendMessageAsync(new ServiceBusMessage("x"));

        Assert.All(service.Requests, request => Assert.Equal("Bearer token-1", request.Headers["Authorization"]));
        Assert.All(service.Requests, request => Assert.Equal("contoso.servicebus.windows.net", request.Headers["Host"]));
        Assert.Equal(["https://servicebus.azure.net/.default"], credential.Scopes); // asked once, then kept
    }

    [Fact]
    public async Task event_hubs_is_called_over_tls_with_a_token_of_its_own_scope()
    {
        await using var service = await LoopbackService.StartAsync(tls: true);
        var credential = new Known();
        var options = new EventHubProducerClientOptions { ConnectionOptions = { CustomEndpointAddress = service.Address, CertificateValidationCallback = LoopbackService.Trusts } };
        await using var producer = new EventHubProducerClient("contoso.servicebus.windows.net", "hub", credential, options);

        await producer.SendAsync([new EventData("x")]);

        Assert.Equal("Bearer token-1", service.Only.Headers["Authorization"]);
        Assert.Equal(["https://eventhubs.azure.net/.default"], credential.Scopes);
        Assert.Equal(("contoso.servicebus.windows.net", "hub"), (producer.FullyQualifiedNamespace, producer.EventHubName));
    }

    [Fact]
    public async Task an_unknown_certificate_is_not_trusted()
    {
        await using var service = await LoopbackService.StartAsync(tls: true);
        var options = FastRetries.ServiceBus(retries: 0);
        options.CustomEndpointAddress = service.Address;
        await using var client = new ServiceBusClient("contoso.servicebus.windows.net", new Known(), options);

        var error = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("topic").SendMessageAsync(new ServiceBusMessage("x")));

        Assert.Equal(ServiceBusFailureReason.ServiceCommunicationProblem, error.Reason);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task a_credential_that_fails_is_seen_as_it_is()
    {
        await using var client = new ServiceBusClient("contoso.servicebus.windows.net", new Failing(), FastRetries.ServiceBus());

        await Assert.ThrowsAsync<InvalidOperationException>(() => client.CreateSender("topic").SendMessageAsync(new ServiceBusMessage("x")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://contoso.servicebus.windows.net")] // an address where a host name belongs
    public void a_namespace_is_a_host_name(string name) => Assert.Throws<ArgumentException>("fullyQualifiedNamespace", () => new ServiceBusClient(name, new Known()));

    private sealed class Known : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new AccessToken($"token-{Scopes.Count}", DateTimeOffset.UtcNow.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }

    private sealed class Failing : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new InvalidOperationException("no identity here");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new InvalidOperationException("no identity here");
    }
}
