using System.Collections;
using System.Globalization;
using System.Reflection;

namespace ExposurePipeline.Reachability.Resources;

/// <summary>Two copies of one resource, equally old: where they say different things about exposure, neither is believed.</summary>
/// <remarks>What was understood is compared, not the texts: the same body comes in different spellings.</remarks>
internal static class Contradiction
{
    // Neither a name nor a complaint changes what gets through.
    private static readonly string[] Irrelevant = [nameof(Resource.Name), nameof(Resource.Problems), nameof(Resource.References)];

    /// <summary>The resource that stands for both; null where they say the same.</summary>
    public static UnreadResource? Between(Resource one, Resource other, ResourceChange change) => Difference(one, other, one.GetType().Name) is { } difference
        ? new(change.Id, change.Type) { Copies = [one, other], Problems = [$"{change.Id} was told twice of {change.Version?.ToString("u", CultureInfo.InvariantCulture)}, and the copies contradict each other: {difference}"] }
        : null;

    private static string? Difference(object? one, object? other, string where) =>
        ReferenceEquals(one, other) ? null
        : one is null || other is null || one.GetType() != other.GetType() ? Told(one, other, where)
        : one is string or ValueType || IsComparable(one) ? one.Equals(other) ? null : Told(one, other, where)
        : one is IEnumerable items && other is IEnumerable others ? InItems([.. items.Cast<object?>()], [.. others.Cast<object?>()], where)
        : InMembers(one, other, where);

    private static string? InItems(object?[] one, object?[] other, string where) => one.Length != other.Length
        ? $"{where} are {Math.Min(one.Length, other.Length)} in one, {Math.Max(one.Length, other.Length)} in the other"
        : one.Zip(other).Select((pair, index) => Difference(pair.First, pair.Second, $"{where}[{index}]")).FirstOrDefault(static difference => difference is not null);

    private static string? InMembers(object one, object other, string where) => one.GetType()
        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(static member => member.GetIndexParameters().Length == 0 && !Irrelevant.Contains(member.Name))
        .Select(member => Difference(member.GetValue(one), member.GetValue(other), $"{where}.{member.Name}"))
        .FirstOrDefault(static difference => difference is not null);

    // Sets compare themselves, whatever they are made of.
    private static bool IsComparable(object value) => Array.Exists(value.GetType().GetInterfaces(), static type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Algebra.ISetAlgebra<>));

    // In an order that does not depend on which came first.
    private static string Told(object? one, object? other, string where)
    {
        string[] both = [Text(one), Text(other)];
        Array.Sort(both, StringComparer.Ordinal);
        return both[0] == both[1] ? $"{where} differ" : $"{where} is {both[0]} in one, {both[1]} in the other";
    }

    private static string Text(object? value) => value switch { null => "absent", string or ValueType => $"{value}", _ => "another" };
}
