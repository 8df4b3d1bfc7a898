using Azure.Core;
using Azure.Messaging.Http;

namespace Azure.Messaging.EventHubs.Producer;

/// <summary>Publishes events to one hub. Cheap to share: one instance serves all threads for the life of the process.</summary>
public partial class EventHubProducerClient : IAsyncDisposable
{
    /// <summary>Most bytes of one request: 1 MiB, the service's limit from the Standard tier on.</summary>
    internal const long MaximumBatchSize = 1024 * 1024;

    private const string Scope = "https://eventhubs.azure.net/.default";

    private readonly MessagingChannel channel = null!;

    /// <summary>For mocks.</summary>
    protected EventHubProducerClient()
    {
    }

    /// <summary>A producer for the hub that the connection string names in <c>EntityPath</c>.</summary>
    /// <exception cref="FormatException">The connection string is malformed.</exception>
    /// <exception cref="ArgumentException">A part is missing.</exception>
    public EventHubProducerClient(string connectionString) : this(connectionString, (string?)null, null)
    {
    }

    /// <summary>As above, with options.</summary>
    public EventHubProducerClient(string connectionString, EventHubProducerClientOptions? clientOptions) : this(connectionString, null, clientOptions)
    {
    }

    /// <summary>A producer for this hub.</summary>
    /// <exception cref="FormatException">The connection string is malformed.</exception>
    /// <exception cref="ArgumentException">A part is missing, or the connection string names another hub.</exception>
    public EventHubProducerClient(string connectionString, string? eventHubName) : this(connectionString, eventHubName, null)
    {
    }

    /// <summary>As above, with options.</summary>
    public EventHubProducerClient(string connectionString, string? eventHubName, EventHubProducerClientOptions? clientOptions)
    {
        var connection = ConnectionString.Parse(connectionString);
        var options = clientOptions ?? new EventHubProducerClientOptions();
        EventHubName = OneName(connection.EntityPath, eventHubName);
        var home = MessagingNamespace.Open(connection, EventHubName, options.RetryOptions.ToSettings(), options.ConnectionOptions.ToSettings());
        (channel, FullyQualifiedNamespace, Identifier) = Bind(home, options);
    }

    /// <summary>A producer that calls as the credential's identity, over HTTPS.</summary>
    /// <exception cref="ArgumentException">A name is empty, or the namespace is no host name.</exception>
    public EventHubProducerClient(string fullyQualifiedNamespace, string eventHubName, TokenCredential credential, EventHubProducerClientOptions? clientOptions = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(eventHubName);
        var options = clientOptions ?? new EventHubProducerClientOptions();
        EventHubName = eventHubName;
        var home = MessagingNamespace.Open(fullyQualifiedNamespace, credential, Scope, options.RetryOptions.ToSettings(), options.ConnectionOptions.ToSettings());
        (channel, FullyQualifiedNamespace, Identifier) = Bind(home, options);
    }

    /// <summary>The hub.</summary>
    public string EventHubName { get; } = "";

    /// <summary>The namespace's host name.</summary>
    public string FullyQualifiedNamespace { get; } = "";

    /// <summary>The name for logs.</summary>
    public string Identifier { get; } = "";

    /// <summary>Whether <see cref="CloseAsync"/> or <see cref="DisposeAsync"/> was called.</summary>
    public bool IsClosed { get; protected set; }

    /// <summary>Refuses further use. Idempotent.</summary>
    public virtual Task CloseAsync(CancellationToken cancellationToken = default)
    {
        IsClosed = true;
        return Task.CompletedTask;
    }

    /// <summary>As <see cref="CloseAsync"/>.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    private (MessagingChannel Channel, string Namespace, string Identifier) Bind(MessagingNamespace home, EventHubProducerClientOptions options) =>
        (new MessagingChannel(home, fault => EventHubsFaults.ToException(fault, EventHubName)), home.FullyQualifiedNamespace, options.Identifier ?? Guid.NewGuid().ToString());

    private static string OneName(string? inConnectionString, string? asked) => (inConnectionString, asked) switch
    {
        (null or "", null or "") => throw ConnectionString.Wrong("No hub is named: neither by 'EntityPath' in the connection string nor by the argument."),
        ({ Length: > 0 } one, { Length: > 0 } other) when !one.Equals(other, StringComparison.OrdinalIgnoreCase) =>
            throw ConnectionString.Wrong($"The connection string's 'EntityPath' names hub '{one}', the argument names '{other}'."),
        _ => string.IsNullOrEmpty(asked) ? inConnectionString! : asked,
    };

    private void ThrowIfClosed()
    {
        if (IsClosed) throw new EventHubsException(false, EventHubName, "The producer is closed.", EventHubsException.FailureReason.ClientClosed);
    }
}
