using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Azure.Data.Tables;

/// <summary>The dictionary face: keys and system properties are ordinary entries.</summary>
public sealed partial class TableEntity : IDictionary<string, object>
{
    internal ICollection<KeyValuePair<string, object?>> Pairs => _properties;

    /// <summary>How many properties there are, keys included.</summary>
    public int Count => _properties.Count;

    /// <summary>The names of the properties, keys included.</summary>
    public ICollection<string> Keys => _properties.Keys;

    ICollection<object> IDictionary<string, object>.Values => _properties.Values!;

    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    /// <summary>The property under <paramref name="key"/>; null when absent. Once set, its type stays, except that integers widen.</summary>
    /// <exception cref="InvalidOperationException">A value of another type is there already.</exception>
    public object? this[string key]
    {
        get => Get(key);
        set => _properties[key] = value is not null && Get(key) is { } existing ? Widen(key, existing, value) : value;
    }

    object IDictionary<string, object>.this[string key]
    {
        get => this[key]!;
        set => this[key] = value;
    }

    /// <summary>Adds a property.</summary>
    /// <exception cref="ArgumentException">It is there already.</exception>
    public void Add(string key, object? value) => _properties.Add(key, value);

    /// <summary>Whether the property is there.</summary>
    public bool ContainsKey(string key) => _properties.ContainsKey(key);

    /// <summary>Removes a property; false when it was not there.</summary>
    public bool Remove(string key) => _properties.Remove(key);

    /// <summary>Reads a property; false when it is not there.</summary>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object value) => _properties.TryGetValue(key, out value!);

    /// <summary>Removes all properties, keys included.</summary>
    public void Clear() => _properties.Clear();

    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => this[item.Key] = item.Value;

    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) => Pairs.Contains(item!);

    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) => Pairs.CopyTo(array!, arrayIndex);

    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) => Pairs.Remove(item!);

    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() => ((IEnumerable<KeyValuePair<string, object>>)_properties!).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _properties.GetEnumerator();

    private static object Widen(string key, object existing, object value) => (existing, value) switch
    {
        (int, long or double) => value,
        (double, int number) => (double)number,
        (long, int number) => (long)number,
        _ when existing.GetType().IsInstanceOfType(value) => value,
        _ => throw new InvalidOperationException($"Value ({existing.GetType()}) {existing} of {key} is not convertable to ({value.GetType()}) {value}."),
    };
}
