using Azure.Messaging.EventHubs.Producer;
using Azure.Messaging.Http;
using Azure.Messaging.ServiceBus;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Messaging;

public sealed class ConnectionStringTests
{
    private const string Good = "Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=a+b/c==";

    public static TheoryData<string, Type, string> Bad { get; } = new()
    {
        { "SharedAccessKeyName=Root;SharedAccessKey=k", typeof(ArgumentException), "'Endpoint'" }, // missing
        { "Endpoint=sb://h;SharedAccessKey=k", typeof(ArgumentException), "'SharedAccessKeyName'" }, // missing
        { "Endpoint=sb://h;SharedAccessKeyName=Root", typeof(ArgumentException), "'SharedAccessKey'" }, // missing
        { "Endpoint=sb://h;SharedAccessKeyName=Root;SharedAccessKey=", typeof(FormatException), "'SharedAccessKey'" }, // empty
        { "Endpoint=sb://;SharedAccessKeyName=Root;SharedAccessKey=k", typeof(FormatException), "'Endpoint'" }, // no host
        { "Endpoint=sb://not a host;SharedAccessKeyName=Root;SharedAccessKey=k", typeof(FormatException), "'Endpoint'" }, // spaces
        { "Endpoint=sb://h;SharedAccessKeyName;SharedAccessKey=k", typeof(FormatException), "name=value" }, // no equals sign
        { "Endpoint=sb://h;=Root;SharedAccessKey=k", typeof(FormatException), "name=value" }, // no name
        { "nonsense", typeof(FormatException), "name=value" }, // a bare host name
        { "Endpoint=sb://h;SharedAccessKeyName=R;SharedAccessKey=k;UseDevelopmentEmulator=true", typeof(ArgumentException), "needs a port" }, // 5672 is AMQP
        { "Endpoint=sb://h;SharedAccessSignature=s;SharedAccessKey=k", typeof(ArgumentException), "both" }, // two callers
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void a_bad_connection_string_is_refused_by_both_clients_with_the_part_named(string text, Type exception, string named)
    {
        Assert.Contains(named, Assert.Throws(exception, () => new ServiceBusClient(text)).Message, StringComparison.Ordinal);
        Assert.Contains(named, Assert.Throws(exception, () => new EventHubProducerClient(text, "hub")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void an_empty_connection_string_is_refused(string text) => Assert.Throws<ArgumentException>("connectionString", () => new ServiceBusClient(text));

    [Fact]
    public void an_error_never_quotes_a_key()
    {
        var error = Assert.ThrowsAny<Exception>(() => new ServiceBusClient("SharedAccessKeyName=Root;SharedAccessKey=sEcReT"));

        Assert.DoesNotContain("sEcReT", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Good)]
    [InlineData(Good + ";")] // a trailing semicolon is usual
    [InlineData(" endpoint = sb://contoso.servicebus.windows.net ; sharedaccesskeyname = Root ; SHAREDACCESSKEY = a+b/c== ")] // case and blanks do not matter
    [InlineData("Endpoint=contoso.servicebus.windows.net;SharedAccessKeyName=Root;SharedAccessKey=a+b/c==")] // no scheme
    [InlineData(Good + ";TransportType=Amqp")] // unknown parts are others' business
    public void the_same_namespace_is_read_from_every_spelling(string text)
    {
        var connection = ConnectionString.Parse(text);

        Assert.Equal(("contoso.servicebus.windows.net", "Root", "a+b/c=="), (connection.Endpoint.Host, connection.KeyName, connection.Key));
        Assert.False(connection.IsEmulator);
    }

    [Theory]
    [InlineData("Endpoint=sb://127.0.0.1:7073;SharedAccessKeyName=R;SharedAccessKey=k;UseDevelopmentEmulator=true", "http://127.0.0.1:7073/")]
    [InlineData("Endpoint=sb://[::1]:7073;SharedAccessKeyName=R;SharedAccessKey=k;UseDevelopmentEmulator=true", "http://[::1]:7073/")]
    [InlineData("Endpoint=sb://127.0.0.1:7073;SharedAccessKeyName=R;SharedAccessKey=k", "https://127.0.0.1:7073/")] // no emulator, so TLS
    [InlineData(Good + ";UseDevelopmentEmulator=false", "https://contoso.servicebus.windows.net/")]
    [InlineData(Good, "https://contoso.servicebus.windows.net/")]
    public void only_an_emulator_is_called_without_tls(string text, string address)
    {
        var home = MessagingNamespace.Open(ConnectionString.Parse(text), null, default, default);

        Assert.Equal(new Uri(address), home.Address);
    }

    [Fact]
    public void a_hub_is_named_by_the_connection_string_or_by_the_argument_but_not_by_both_differently()
    {
        Assert.Equal("hub", new EventHubProducerClient($"{Good};EntityPath=hub").EventHubName);
        Assert.Equal("hub", new EventHubProducerClient(Good, "hub").EventHubName);
        Assert.Equal("hub", new EventHubProducerClient($"{Good};EntityPath=hub", "hub").EventHubName);
        Assert.Contains("'other'", Assert.Throws<ArgumentException>(() => new EventHubProducerClient($"{Good};EntityPath=hub", "other")).Message, StringComparison.Ordinal);
        Assert.Contains("'EntityPath'", Assert.Throws<ArgumentException>(() => new EventHubProducerClient(Good)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_connection_string_for_one_topic_serves_no_other()
    {
        await using var client = new ServiceBusClient($"{Good};EntityPath=tag-changes");

        Assert.Equal("tag-changes/subscriptions/s", client.CreateReceiver("tag-changes", "s").EntityPath);
        Assert.Throws<ArgumentException>("queueOrTopicName", () => client.CreateSender("recommendations"));
    }
}
