using Azure.Core;
using Azure.Messaging.Http;

namespace Azure.Messaging.ServiceBus;

/// <summary>One namespace. Senders and receivers share its connections; one instance serves all threads for the life of the process.</summary>
public class ServiceBusClient : IAsyncDisposable
{
    private const string Scope = "https://servicebus.azure.net/.default";

    private readonly MessagingNamespace home = null!;
    private readonly string? onlyEntity;
    private volatile bool isClosed;

    /// <summary>For mocks.</summary>
    protected ServiceBusClient()
    {
    }

    /// <summary>A client that calls with the connection string's key.</summary>
    /// <exception cref="FormatException">The connection string is malformed.</exception>
    /// <exception cref="ArgumentException">A part is missing.</exception>
    public ServiceBusClient(string connectionString) : this(connectionString, new ServiceBusClientOptions())
    {
    }

    /// <summary>As above, with options.</summary>
    public ServiceBusClient(string connectionString, ServiceBusClientOptions? options)
    {
        var connection = ConnectionString.Parse(connectionString);
        var chosen = options ?? new ServiceBusClientOptions();
        onlyEntity = connection.EntityPath;
        home = MessagingNamespace.Open(connection, onlyEntity, chosen.RetryOptions.ToSettings(), chosen.ToSettings());
        Identifier = chosen.Identifier ?? $"{home.FullyQualifiedNamespace}-{Guid.NewGuid()}";
    }

    /// <summary>A client that calls as the credential's identity, over HTTPS.</summary>
    /// <exception cref="ArgumentException"><paramref name="fullyQualifiedNamespace"/> is empty or no host name.</exception>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential) : this(fullyQualifiedNamespace, credential, new ServiceBusClientOptions())
    {
    }

    /// <summary>As above, with options.</summary>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions? options)
    {
        var chosen = options ?? new ServiceBusClientOptions();
        home = MessagingNamespace.Open(fullyQualifiedNamespace, credential, Scope, chosen.RetryOptions.ToSettings(), chosen.ToSettings());
        Identifier = chosen.Identifier ?? $"{home.FullyQualifiedNamespace}-{Guid.NewGuid()}";
    }

    /// <summary>The namespace's host name.</summary>
    public virtual string FullyQualifiedNamespace => home.FullyQualifiedNamespace;

    /// <summary>The name for logs.</summary>
    public virtual string Identifier { get; } = "";

    /// <summary>Whether <see cref="DisposeAsync"/> was called.</summary>
    public virtual bool IsClosed => isClosed;

    internal TimeSpan TryTimeout => home.TryTimeout;

    /// <summary>A sender to a queue or topic. No request is made.</summary>
    /// <exception cref="ArgumentException">The name is empty, or the connection string is for another entity.</exception>
    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => new(this, Allowed(queueOrTopicName, nameof(queueOrTopicName)), null);

    /// <summary>As above, with options.</summary>
    public virtual ServiceBusSender CreateSender(string queueOrTopicName, ServiceBusSenderOptions? options) =>
        new(this, Allowed(queueOrTopicName, nameof(queueOrTopicName)), options);

    /// <summary>A receiver of a queue. No request is made.</summary>
    /// <exception cref="ArgumentException">The name is empty, or the connection string is for another entity.</exception>
    public virtual ServiceBusReceiver CreateReceiver(string queueName) => CreateReceiver(queueName, (ServiceBusReceiverOptions?)null);

    /// <summary>As above, with options.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions? options) =>
        new(this, Allowed(queueName, nameof(queueName)), options);

    /// <summary>A receiver of a topic's subscription. No request is made.</summary>
    /// <exception cref="ArgumentException">A name is empty, or the connection string is for another entity.</exception>
    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName) => CreateReceiver(topicName, subscriptionName, null);

    /// <summary>As above, with options.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName, ServiceBusReceiverOptions? options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(subscriptionName);
        return new ServiceBusReceiver(this, $"{Allowed(topicName, nameof(topicName))}/subscriptions/{subscriptionName}", options);
    }

    /// <summary>Closes the client and all it made. Idempotent; connections are the process's and stay.</summary>
    public virtual ValueTask DisposeAsync()
    {
        isClosed = true;
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    internal MessagingChannel Channel(string entityPath) => new(home, fault => ServiceBusFaults.ToException(fault, entityPath));

    private string Allowed(string entity, string argument)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        ArgumentException.ThrowIfNullOrWhiteSpace(entity, argument);
        return onlyEntity is null || onlyEntity.Equals(entity, StringComparison.OrdinalIgnoreCase)
            ? entity
            : throw new ArgumentException($"The connection string's 'EntityPath' allows '{onlyEntity}', not '{entity}'.", argument);
    }
}
