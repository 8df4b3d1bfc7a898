namespace ExposurePipeline.Reachability.Analysis;

/// <summary>From how much of the internet an asset is reached.</summary>
public enum Width
{
    /// <summary>From any source, or nearly any.</summary>
    Wide,

    /// <summary>From restricted sources that are not trusted.</summary>
    Narrow,

    /// <summary>From trusted sources only.</summary>
    Trusted,
}
