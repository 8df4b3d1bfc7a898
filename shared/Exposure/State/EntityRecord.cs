namespace ExposurePipeline.Exposure.State;

/// <summary>What has been told to the outside about a device's tag. Not a lattice: it is written only with the state that justified it.</summary>
/// <param name="Episode">How many times the device was flagged; 0 for never.</param>
/// <param name="IsFlagged">Whether the last thing told was <c>added</c>.</param>
/// <param name="Since">
/// Start of the newest episode, UTC; null before the first. Of a device with more evidence than is kept it is that of the earliest that
/// was kept at any time, and so depends on the order in which the evidence came.
/// </param>
/// <param name="Until">End of the last ended episode, exclusive, UTC; null before the first has ended.</param>
public sealed record Publication(int Episode, bool IsFlagged, DateTimeOffset? Since, DateTimeOffset? Until)
{
    /// <summary>Whether the device has a row in the index.</summary>
    public bool IsIndexed { get; init; }

    /// <summary>How many times the recommendation was raised; 0 for never.</summary>
    public int Recommendation { get; init; }

    /// <summary>Whether the last thing told of the recommendation was that it is raised.</summary>
    public bool IsRecommended { get; init; }

    /// <summary>Identifies the steps that were last recommended; null before the first.</summary>
    public string? Steps { get; init; }

    /// <summary>Nothing told yet.</summary>
    public static Publication None { get; } = new(0, false, null, null);
}

/// <summary>What is stored of a device.</summary>
/// <param name="State">What is known.</param>
/// <param name="Published">What was told.</param>
public sealed record DeviceRecord(DeviceState State, Publication Published)
{
    /// <summary>A device never heard of.</summary>
    public static DeviceRecord Empty { get; } = new(DeviceState.Empty, Publication.None);
}

/// <summary>What is stored of an address.</summary>
/// <param name="State">What is known.</param>
/// <param name="IsIndexed">Whether it has a row in the index: findings that are nobody's yet.</param>
public sealed record AddressRecord(AddressState State, bool IsIndexed)
{
    /// <summary>An address never heard of.</summary>
    public static AddressRecord Empty { get; } = new(AddressState.Empty, false);
}
