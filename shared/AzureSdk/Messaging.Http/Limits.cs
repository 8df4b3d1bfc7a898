namespace Azure.Messaging.Http;

internal static class Limits
{
    /// <summary>Returns <paramref name="value"/> if it lies from <paramref name="from"/> to <paramref name="to"/>, both inclusive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not.</exception>
    public static T Within<T>(T value, T from, T to, string name) where T : IComparable<T> =>
        value.CompareTo(from) >= 0 && value.CompareTo(to) <= 0
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"'{name}' must lie from {from} to {to}.");
}
