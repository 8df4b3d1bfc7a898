namespace ExposurePipeline.Reachability.Algebra;

/// <summary>A set with the three operations that every rule list is made of. Equal sets are equal values: representations are canonical.</summary>
/// <typeparam name="TSelf">The set's own type.</typeparam>
public interface ISetAlgebra<TSelf> : IEquatable<TSelf>
    where TSelf : ISetAlgebra<TSelf>
{
    /// <summary>Nothing.</summary>
    static abstract TSelf Empty { get; }

    /// <summary>Whether nothing is in it.</summary>
    bool IsEmpty { get; }

    /// <summary>What is in either.</summary>
    TSelf Union(TSelf other);

    /// <summary>What is in both.</summary>
    TSelf Intersect(TSelf other);

    /// <summary>What is in this and not in the other.</summary>
    TSelf Except(TSelf other);
}
