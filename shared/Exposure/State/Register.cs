using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>A total order on the values of a register; its verdict "equal" is the register's equality.</summary>
/// <typeparam name="T">Value.</typeparam>
public interface IOrder<T>
{
    /// <summary>Negative, zero or positive, as <see cref="IComparable{T}.CompareTo"/>.</summary>
    static abstract int Compare(T left, T right);
}

/// <summary>The newest of several values; among values of one moment the greatest, so that the order of arrival decides nothing.</summary>
/// <typeparam name="T">Value.</typeparam>
/// <typeparam name="TOrder">Order of values of one moment.</typeparam>
/// <param name="At">When the value was reported, UTC.</param>
/// <param name="Value">The value.</param>
public sealed record Register<T, TOrder>(DateTimeOffset At, T Value) : IJoin<Register<T, TOrder>>
    where TOrder : IOrder<T>
{
    /// <inheritdoc/>
    public Register<T, TOrder> Join(Register<T, TOrder> other, TimeSpan resolution) => Compare(other) >= 0 ? this : other;

    /// <inheritdoc/>
    public bool Equals(Register<T, TOrder>? other) => ReferenceEquals(this, other) || (other is not null && Compare(other) == 0);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(At);

    private int Compare(Register<T, TOrder> other) => At != other.At ? At.CompareTo(other.At) : TOrder.Compare(Value, other.Value);
}

/// <summary>Joins where either side may be missing.</summary>
public static class Registers
{
    /// <summary>The join of what is there.</summary>
    public static Register<T, TOrder>? Join<T, TOrder>(Register<T, TOrder>? left, Register<T, TOrder>? right, TimeSpan resolution)
        where TOrder : IOrder<T> =>
        left is null ? right : right is null ? left : left.Join(right, resolution);
}
