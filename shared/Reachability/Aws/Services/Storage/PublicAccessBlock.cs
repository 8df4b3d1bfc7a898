using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Storage;

/// <summary>
/// The settings of S3 Block Public Access that act on what is already there; the other two only refuse new policies and access lists. Each is null where
/// it was not read.
/// </summary>
/// <param name="IgnoresAcls"><c>IgnorePublicAcls</c>.</param>
/// <param name="RestrictsPolicies"><c>RestrictPublicBuckets</c>.</param>
public readonly record struct PublicAccessBlock(bool? IgnoresAcls, bool? RestrictsPolicies)
{
    /// <summary>Nothing was read.</summary>
    public static PublicAccessBlock Unread => default;

    /// <summary>Nothing is blocked.</summary>
    public static PublicAccessBlock Off { get; } = new(false, false);

    /// <summary>A configuration; a setting that it does not name is off (API reference, <c>PublicAccessBlockConfiguration</c>).</summary>
    public static PublicAccessBlock Read(Body configuration) =>
        new(configuration["ignorePublicAcls"].Flag ?? false, configuration["restrictPublicBuckets"].Flag ?? false);

    /// <summary>Account and bucket together: the stricter of both counts.</summary>
    public PublicAccessBlock With(PublicAccessBlock other) => new(Either(IgnoresAcls, other.IgnoresAcls), Either(RestrictsPolicies, other.RestrictsPolicies));

    // True of either is true of both together, whatever the other is.
    private static bool? Either(bool? left, bool? right) => left | right;
}
