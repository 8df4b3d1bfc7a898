using System.Text;
using Azure.Messaging.EventHubs.Producer;
using Azure.Messaging.Http;
using Azure.Messaging.ServiceBus;
using ExposurePipeline.Tests.AzureSdk.Tables.Fuzz;
using ExposurePipeline.Tests.Support.Fuzzing;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.AzureSdk.Messaging.Fuzz;

/// <summary>What hubs and topics answer, and what operators write into connection strings: read, or refused in the defined way.</summary>
public sealed class MessagingAnswerFuzz(ITestOutputHelper output)
{
    private const int Usual = 20_000;
    private const int LongestDetail = 700;

    private static readonly int[] Statuses = [100, 301, 400, 401, 403, 404, 408, 410, 413, 429, 500, 503, 504, 999];

    [Fact]
    public void an_error_of_any_shape_is_told_in_a_bounded_text()
    {
        var mutation = Of("<Error><Code>401</Code><Detail>Manage,Send claims are required. &apos;x&apos;</Detail></Error>", "<Detail>message size</Detail>", """{"error":"disabled"}""");
        new FuzzRun("bus error", output).Each(Usual, random =>
        {
            var fault = FaultReader.Read(new CannedAnswers.Canned(Statuses[random.Next(Statuses.Length)], "text/xml", mutation.Any(random)), ofLock: random.Next(2) == 0);
            Assert.InRange(fault.Message.Length, 1, LongestDetail);
            return fault.Kind is not FaultKind.General;
        });
    }

    [Fact]
    public void broker_properties_of_any_shape_are_read_or_refused()
    {
        var mutation = Of("""{"MessageId":"m","SessionId":"s","TimeToLive":60.5,"LockToken":"t","SequenceNumber":"7","DeliveryCount":1,"EnqueuedTimeUtc":"Sat, 18 Jul 2026 14:10:00 GMT","LockedUntilUtc":"x"}""", "{}", "null");
        new FuzzRun("bus broker properties", output).Each(Usual, random =>
        {
            var isRead = BrokerProperties.TryRead(Encoding.UTF8.GetString(mutation.Any(random)), out var broker);
            var message = new ServiceBusReceivedMessage(BinaryData.FromBytes([]), null, broker, new Dictionary<string, object>(), null);
            Assert.NotNull($"{message.TimeToLive}{message.EnqueuedTime}{message.LockedUntil}{message.ScheduledEnqueueTime}");
            return isRead;
        });
    }

    [Fact]
    public void a_property_of_any_shape_is_read()
    {
        var mutation = Of("\"text\"", "\"a\\u00e9\\\"b\"", "5", "-1.5e3", "true", "\"");
        new FuzzRun("bus property", output).Each(Usual, random => PropertyValue.Read(Encoding.UTF8.GetString(mutation.Any(random))) is not string);
    }

    [Fact]
    public void a_connection_string_of_any_shape_is_read_or_refused_without_telling_its_key()
    {
        var mutation = Of("Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=k3yk3yk3yk3y=", "Endpoint=sb://127.0.0.1:7073;UseDevelopmentEmulator=true;SharedAccessKeyName=a;SharedAccessKey=k3yk3yk3yk3y");
        new FuzzRun("bus connection string", output).Each(Usual, random =>
        {
            var text = Encoding.UTF8.GetString(mutation.Any(random));
            try
            {
                _ = (new ServiceBusClient(text), new EventHubProducerClient(text, "hub"));
                return true;
            }
            catch (Exception fault) when (fault is ArgumentException or FormatException)
            {
                Assert.DoesNotContain("k3yk3yk3yk3y", fault.Message, StringComparison.Ordinal);
                return false;
            }
        });
    }

    private static Mutation Of(params string[] seeds) => new([.. seeds.Select(Encoding.UTF8.GetBytes)], [.. Scraps.Any, "<Detail>", "</Detail>", ";", "=", "sb://", "Endpoint=", "EntityPath=x;", "SharedAccessSignature=s", "&#0;", "&amp"]);
}
