using Azure.Messaging.Http;

namespace Azure.Messaging.EventHubs.Producer;

/// <summary>Where in the hub events go; by default the service spreads them.</summary>
public class SendEventOptions
{
    /// <summary>One partition by its number. Not together with <see cref="PartitionKey"/>.</summary>
    public string? PartitionId { get; set; }

    /// <summary>Events of one key stay in one partition, in order. One key per send.</summary>
    public string? PartitionKey { get; set; }

    internal string PathIn(string eventHubName) => PartitionId is null
        ? $"{EntityPath.Escape(eventHubName)}/messages?{ApiVersion}"
        : $"{EntityPath.Escape(eventHubName)}/partitions/{Uri.EscapeDataString(PartitionId)}/messages?{ApiVersion}";

    internal void Check()
    {
        if (PartitionId is not null && PartitionKey is not null)
        {
            throw new InvalidOperationException($"An event goes to a partition by id ('{PartitionId}') or by key ('{PartitionKey}'), not both.");
        }
    }

    private const string ApiVersion = "api-version=2014-01";
}
