namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>How much of the internet a condition takes, of new connections.</summary>
internal enum Share
{
    /// <summary>No stranger's.</summary>
    None,

    /// <summary>Some strangers', or that cannot be told: such a rule may let in, and never shuts out.</summary>
    Some,

    /// <summary>Every stranger's.</summary>
    All,
}
