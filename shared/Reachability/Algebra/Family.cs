namespace ExposurePipeline.Reachability.Algebra;

/// <summary>An address family. Routes, rules and addresses of one say nothing about the other.</summary>
public enum Family
{
    /// <summary>IPv4.</summary>
    V4,

    /// <summary>IPv6.</summary>
    V6,
}
