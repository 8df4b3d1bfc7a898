using ExposurePipeline.Exposure.Messages;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>Reads queries about machines.</summary>
public sealed class MachineQueries
{
    private readonly Lazy<ResourceQueryReader<Machine>> reader = new(static () => new(MachineModel.Create()));

    internal ApiError? TryRead(IQueryCollection options, out ResourceQuery<Machine>? query) => reader.Value.TryRead(options, out query);
}
