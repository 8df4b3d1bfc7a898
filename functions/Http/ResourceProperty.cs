namespace ExposurePipeline.Functions.Http;

/// <summary>What a property holds. Our own names: a field of OData's enumeration would load its assemblies at start.</summary>
internal enum PropertyKind
{
    Text,
    Time,
    Flag,
    Number,
    Texts,
    Numbers,
}

/// <summary>A property of a resource that queries may name.</summary>
/// <param name="Name">As it is written in JSON.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Read">Its value: null, text, <see cref="DateTimeOffset"/>, <see cref="bool"/>, a whole number, or an enumerable of texts or whole numbers.</param>
internal sealed record ResourceProperty<T>(string Name, PropertyKind Kind, Func<T, object?> Read)
{
    public static ResourceProperty<T> Text(string name, Func<T, string?> read) => new(name, PropertyKind.Text, read);

    public static ResourceProperty<T> Time(string name, Func<T, DateTime?> read) => new(
        name, PropertyKind.Time, item => read(item) is { } time ? new DateTimeOffset(time, TimeSpan.Zero) : null);

    public static ResourceProperty<T> Flag(string name, Func<T, bool> read) => new(name, PropertyKind.Flag, item => read(item));

    public static ResourceProperty<T> Number(string name, Func<T, long?> read) => new(name, PropertyKind.Number, item => read(item));

    public static ResourceProperty<T> Texts(string name, Func<T, IEnumerable<string>> read) => new(name, PropertyKind.Texts, read);

    /// <summary>The names of enumeration members.</summary>
    public static ResourceProperty<T> Names<TEnum>(string name, Func<T, IEnumerable<TEnum>> read)
        where TEnum : struct, Enum => new(name, PropertyKind.Texts, item => read(item).Select(static member => member.ToString()));

    public static ResourceProperty<T> Numbers(string name, Func<T, IEnumerable<int>> read) => new(name, PropertyKind.Numbers, read);
}
