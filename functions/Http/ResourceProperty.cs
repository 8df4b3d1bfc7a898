using Microsoft.OData.Edm;

namespace ExposurePipeline.Functions.Http;

/// <summary>A property of a resource that queries may name.</summary>
/// <param name="Name">As it is written in JSON.</param>
/// <param name="Kind">Its primitive type, or that of its elements.</param>
/// <param name="IsCollection">Whether it holds several values.</param>
/// <param name="Read">Its value: null, a primitive of the kind, or an enumerable of such.</param>
internal sealed record ResourceProperty<T>(string Name, EdmPrimitiveTypeKind Kind, bool IsCollection, Func<T, object?> Read);
