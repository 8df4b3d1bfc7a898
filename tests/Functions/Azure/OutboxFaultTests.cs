using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using ExposurePipeline.Functions.Azure;
using ExposurePipeline.Tests.Support;
using Xunit;
using static ExposurePipeline.Tests.Functions.Azure.AzuriteStores;
using static ExposurePipeline.Tests.Functions.Azure.Changes;

namespace ExposurePipeline.Tests.Functions.Azure;

/// <summary>Sent messages are deleted beside everything else, where no caller is there to be told of a fault.</summary>
public sealed class OutboxFaultTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Seen to fail: without AggregateException among the faults that are waited out, the row stays.
    [Theory]
    [InlineData(0, 1)] // the fault itself surfaces
    [InlineData(2, 3)] // all of several tries surface together, in an AggregateException
    [InlineData(2, 7)] // three rounds
    public async Task the_deletion_of_sent_messages_goes_on_after_tries_that_failed(int retries, int faults)
    {
        var name = AzuriteFixture.CreateTableNameUnique("t");
        using var transport = new Faulty(faults);
        await using var store = Store(Table(transport, retries, name));
        var saved = await store.SaveAsync([Change(Device("web")).With(Message(Device("web"), "m1"))], default);

        await store.RemoveOutboxAsync(saved.Committed, default);
        using var patience = new CancellationTokenSource(Patience);
        while ((await ToListAsync(Store(AzuriteStores.Table(azurite, name)).ListOutboxAsync(DateTimeOffset.MaxValue, patience.Token))).Count > 0)
        {
            await Task.Delay(50, patience.Token);
        }

        Assert.Equal(0, transport.Left);
    }

    private StoreTable Table(Faulty transport, int retries, string name)
    {
        var options = new TableClientOptions { Transport = transport, Retry = { MaxRetries = retries, Delay = TimeSpan.FromMilliseconds(1) } };
        return new(new Lazy<TableServiceClient>(() => new(azurite.ConnectionString, options)), name);
    }

    /// <summary>Loses the connection of so many deletions.</summary>
    private sealed class Faulty(int faults) : HttpPipelineTransport, IDisposable
    {
        private readonly HttpClientTransport inner = new();

        public int Left { get; private set; } = faults;

        public override Request CreateRequest() => inner.CreateRequest();

        public override void Process(HttpMessage message) => inner.Process(Next(message));

        public override ValueTask ProcessAsync(HttpMessage message) => inner.ProcessAsync(Next(message));

        public void Dispose() => inner.Dispose();

        private HttpMessage Next(HttpMessage message)
        {
            if (message.Request.Method == RequestMethod.Delete && Left > 0)
            {
                Left--;
                throw new RequestFailedException("The connection was lost."); // as the transport tells it, and a retry policy that has tried once
            }

            return message;
        }
    }
}
