namespace ExposurePipeline.Reachability.Resources;

/// <summary>Whose rules apply.</summary>
public enum Cloud
{
    /// <summary>Microsoft Azure.</summary>
    Azure,

    /// <summary>Amazon Web Services.</summary>
    Aws,

    /// <summary>Google Cloud.</summary>
    Gcp,
}
