namespace ExposurePipeline.Exposure.Values;

/// <summary>
/// An element of a join-semilattice: joining is commutative, associative and idempotent. Whoever keeps only joins needs no delivery
/// guarantee beyond "at least once, in any order".
/// </summary>
/// <typeparam name="T">The implementing type.</typeparam>
public interface IJoin<T>
    where T : IJoin<T>
{
    /// <summary>The least state that contains both; the same instance when <paramref name="other"/> adds nothing.</summary>
    /// <param name="other">The other state.</param>
    /// <param name="resolution">Slot length of sightings, see <c>ExposurePolicy.Resolution</c>; the same for all joins of a state.</param>
    T Join(T other, TimeSpan resolution);
}
