namespace ExposurePipeline.Functions.Http;

/// <summary>What a property holds. Our own names: a field of OData's enumeration would load its assemblies at start.</summary>
internal enum PropertyKind
{
    Text,
    Time,
    Flag,
    Number,
    Texts,
}

/// <summary>A property of a resource that queries may name.</summary>
/// <param name="Name">As it is written in JSON.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Read">Its value: null, text, <see cref="DateTimeOffset"/>, <see cref="bool"/>, <see cref="long"/>, or an enumerable of texts.</param>
internal sealed record ResourceProperty<T>(string Name, PropertyKind Kind, Func<T, object?> Read);
