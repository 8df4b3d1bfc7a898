using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>Reads queries about one kind of resource.</summary>
public sealed class ResourceQueries<T>
{
    private readonly Lazy<ResourceQueryReader<T>> reader;

    // The model is made when the first query comes: the OData assemblies are not needed before.
    internal ResourceQueries(Func<ResourceModel<T>> model) => reader = new(() => new(model()));

    internal ApiError? TryRead(IQueryCollection options, out ResourceQuery<T>? query) => reader.Value.TryRead(options, out query);
}
