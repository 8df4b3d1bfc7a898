using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;
using Azure.Messaging.ServiceBus;
using Xunit;
using static Azure.Messaging.EventHubs.EventHubsException;

namespace ExposurePipeline.Tests.AzureSdk.Messaging;

public sealed class FailureTests
{
    public static TheoryData<int, string, FailureReason, ServiceBusFailureReason, bool> Statuses { get; } = new()
    {
        { 400, "", FailureReason.GeneralError, ServiceBusFailureReason.GeneralError, false },
        { 403, "The maximum entity size has been reached or exceeded.", FailureReason.QuotaExceeded, ServiceBusFailureReason.QuotaExceeded, false }, // the entity's size is a quota
        { 403, "The received message size exceeds the limit (262144 bytes).", FailureReason.MessageSizeExceeded, ServiceBusFailureReason.MessageSizeExceeded, false },
        { 403, "The messaging entity is disabled.", FailureReason.GeneralError, ServiceBusFailureReason.MessagingEntityDisabled, false },
        { 404, "", FailureReason.ResourceNotFound, ServiceBusFailureReason.MessagingEntityNotFound, false },
        { 408, "", FailureReason.ServiceTimeout, ServiceBusFailureReason.ServiceTimeout, true },
        { 410, "", FailureReason.ResourceNotFound, ServiceBusFailureReason.MessagingEntityNotFound, false }, // the REST pages' "no such entity"
        { 413, "", FailureReason.MessageSizeExceeded, ServiceBusFailureReason.MessageSizeExceeded, false },
        { 429, "", FailureReason.ServiceBusy, ServiceBusFailureReason.ServiceBusy, true },
        { 500, "", FailureReason.GeneralError, ServiceBusFailureReason.GeneralError, true },
        { 503, "", FailureReason.ServiceBusy, ServiceBusFailureReason.ServiceBusy, true },
        { 504, "", FailureReason.ServiceTimeout, ServiceBusFailureReason.ServiceTimeout, true },
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task a_failed_send_names_its_reason_and_whether_to_try_again(int status, string detail, FailureReason hubs, ServiceBusFailureReason bus, bool isTransient)
    {
        await using var service = await LoopbackService.StartAsync();
        var body = $"<Error><Code>{status}</Code><Detail>{detail}</Detail></Error>";

        var fromHubs = await Assert.ThrowsAsync<EventHubsException>(() => Producer(service.Answer(status, body), retries: 0).SendAsync([new EventData("x")]));
        var fromBus = await Assert.ThrowsAsync<ServiceBusException>(() => Sender(service.Answer(status, body), retries: 0).SendMessageAsync(new ServiceBusMessage("x")));

        Assert.Equal((hubs, isTransient, "hub"), (fromHubs.Reason, fromHubs.IsTransient, fromHubs.EventHubName));
        Assert.Equal((bus, isTransient, "topic"), (fromBus.Reason, fromBus.IsTransient, fromBus.EntityPath));
        Assert.Contains(detail, fromBus.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Error><Code>404</Code><Detail>No &apos;hub&apos; &amp; no &lt;topic&gt;, &quot;x&quot;</Detail></Error>", "404 Not Found: No 'hub' & no <topic>, \"x\"")]
    [InlineData("<Error><Detail>It&#39;s gone &#x2014; twice</Detail></Error>", "404 Not Found: It's gone \u2014 twice")] // by number, in either base
    [InlineData("<Error><Detail>&amp;apos;</Detail></Error>", "404 Not Found: &apos;")] // decoded once, not until nothing is left
    [InlineData("plain &apos;text&apos;", "404 Not Found: plain &apos;text&apos;")] // no XML: stays as it came
    public async Task the_services_own_words_are_told_without_xml_entities(string body, string told)
    {
        await using var service = await LoopbackService.StartAsync();

        var fault = await Assert.ThrowsAsync<ServiceBusException>(() => Sender(service.Answer(404, body), retries: 0).SendMessageAsync(new ServiceBusMessage("x")));

        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_refused_key_is_unauthorized_access_as_with_the_real_packages()
    {
        await using var service = await LoopbackService.StartAsync();

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Producer(service.Answer(401)).SendAsync([new EventData("x")]));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Sender(service.Answer(401)).SendMessageAsync(new ServiceBusMessage("x")));

        Assert.Equal(2, service.Requests.Count); // asking again with the same key is pointless
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task a_passing_fault_is_retried_with_the_same_body(int status)
    {
        await using var service = await LoopbackService.StartAsync();
        service.Answer(status).Answer(status);

        await Sender(service).SendMessageAsync(new ServiceBusMessage("x") { MessageId = "m" });

        Assert.Equal(3, service.Requests.Count);
        Assert.Single(service.Requests.Select(request => request.Text).Distinct());
    }

    [Fact]
    public async Task a_dropped_connection_is_retried()
    {
        await using var service = await LoopbackService.StartAsync();

        await Producer(service.Drop().Drop()).SendAsync([new EventData("x")]);

        Assert.Equal(3, service.Requests.Count);
    }

    [Fact]
    public async Task a_service_that_cannot_be_reached_is_a_communication_problem_with_its_cause()
    {
        var gone = await LoopbackService.StartAsync();
        await gone.DisposeAsync();
        var address = "Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=R;SharedAccessKey=k;UseDevelopmentEmulator=true"; // port 1 answers nobody
        await using var client = new ServiceBusClient(address, FastRetries.ServiceBus(1));

        var error = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("topic").SendMessageAsync(new ServiceBusMessage("x")));

        Assert.Equal((ServiceBusFailureReason.ServiceCommunicationProblem, true), (error.Reason, error.IsTransient));
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    public async Task a_service_that_does_not_answer_is_a_timeout()
    {
        await using var service = await LoopbackService.StartAsync();
        service.Answer(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var options = FastRetries.EventHubs(retries: 0);
        options.RetryOptions.TryTimeout = TimeSpan.FromMilliseconds(50);
        await using var producer = new EventHubProducerClient(service.ConnectionString, "hub", options);

        var error = await Assert.ThrowsAsync<EventHubsException>(() => producer.SendAsync([new EventData("x")]));

        Assert.Equal((FailureReason.ServiceTimeout, true), (error.Reason, error.IsTransient));
    }

    [Fact]
    public async Task a_cancelled_send_ends_at_once_and_is_no_fault()
    {
        await using var service = await LoopbackService.StartAsync();
        using var stop = new CancellationTokenSource();
        service.Answer(async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sender(service).SendMessageAsync(new ServiceBusMessage("x"), stop.Token));

        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task an_error_page_does_not_fill_the_message()
    {
        await using var service = await LoopbackService.StartAsync();

        var error = await Assert.ThrowsAsync<ServiceBusException>(() => Sender(service.Answer(400, new string('x', 100_000))).SendMessageAsync(new ServiceBusMessage("x")));

        Assert.InRange(error.Message.Length, 1, 1000);
    }

    private static EventHubProducerClient Producer(LoopbackService service, int retries = 3) =>
        new(service.ConnectionString, "hub", FastRetries.EventHubs(retries));

    private static ServiceBusSender Sender(LoopbackService service, int retries = 3) =>
        new ServiceBusClient(service.ConnectionString, FastRetries.ServiceBus(retries)).CreateSender("topic");
}
