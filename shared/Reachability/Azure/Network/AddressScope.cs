using ExposurePipeline.Reachability.Algebra;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>Addresses as far as they are known.</summary>
/// <param name="Certain">Are meant.</param>
/// <param name="Possible">Are meant or may be; contains <paramref name="Certain"/>.</param>
public sealed record AddressScope(SourceSet Certain, SourceSet Possible)
{
    /// <summary>No address.</summary>
    public static AddressScope None { get; } = Exactly(SourceSet.Empty);

    /// <summary>Exactly these.</summary>
    public static AddressScope Exactly(SourceSet addresses) => new(addresses, addresses);

    /// <summary>Some of these, nobody knows which.</summary>
    public static AddressScope SomeOf(SourceSet addresses) => new(SourceSet.Empty, addresses);

    /// <summary>These and the others.</summary>
    public AddressScope Union(AddressScope other) => new(Certain.Union(other.Certain), Possible.Union(other.Possible));
}
