namespace ExposurePipeline.Hunting.Values;

/// <summary>A parsed value of type dynamic; absent and JSON's null are a null reference.</summary>
public abstract class Dynamic
{
    /// <summary>A scalar inside a dynamic value.</summary>
    public static Dynamic Of<T>(T value) where T : notnull => new DynamicScalar<T>(value);

    /// <summary>The value's text: a string is itself, everything else JSON.</summary>
    public abstract string Text { get; }

    /// <inheritdoc/>
    public override string ToString() => DynamicWriter.Write(this);
}

/// <summary>A scalar inside a dynamic value: bool, long, double, decimal, string, DateTime, TimeSpan or Guid.</summary>
public sealed class DynamicScalar<T>(T value) : Dynamic where T : notnull
{
    /// <summary>The scalar.</summary>
    public T Value { get; } = value;

    /// <inheritdoc/>
    public override string Text => Value as string ?? ScalarText.OfDynamic(this);
}

/// <summary>An array.</summary>
public sealed class DynamicArray(IReadOnlyList<Dynamic?> items) : Dynamic
{
    /// <summary>The elements in order.</summary>
    public IReadOnlyList<Dynamic?> Items { get; } = items;

    /// <inheritdoc/>
    public override string Text => DynamicWriter.Write(this);
}

/// <summary>A property bag; properties keep the order in which they came, and a name counts once.</summary>
public sealed class DynamicBag : Dynamic
{
    private readonly Dictionary<string, Dynamic?> byName;

    /// <summary>Of properties in order; a name given again replaces the earlier value and keeps its place.</summary>
    public DynamicBag(IEnumerable<KeyValuePair<string, Dynamic?>> properties)
    {
        byName = new(StringComparer.Ordinal);
        foreach (var (name, value) in properties)
        {
            byName[name] = value;
        }
    }

    /// <summary>The properties in order.</summary>
    public IReadOnlyCollection<KeyValuePair<string, Dynamic?>> Properties => byName;

    /// <summary>The value of a property, null when absent.</summary>
    public Dynamic? this[string name] => byName.GetValueOrDefault(name);

    /// <summary>Whether the property is there, be its value null.</summary>
    public bool Has(string name) => byName.ContainsKey(name);

    /// <inheritdoc/>
    public override string Text => DynamicWriter.Write(this);
}
