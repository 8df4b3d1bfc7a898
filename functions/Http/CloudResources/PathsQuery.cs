using ExposurePipeline.Reachability.Analysis;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http.CloudResources;

/// <summary>What a request asks of the ways to an asset.</summary>
/// <param name="Port">A port whose fate is to be told by itself; null for none.</param>
internal readonly record struct PathsQuery(PortQuestion? Port)
{
    /// <summary>The query, or what is wrong with it.</summary>
    public static ApiError? TryRead(IQueryCollection options, out PathsQuery query)
    {
        query = default;
        if (options["port"] is not [{ } text])
        {
            return options["port"].Count == 0 ? null : ApiError.InvalidInput("The port is given more than once.", "port");
        }

        var isRead = PortQuestion.TryParse(text, out var port);
        query = new(port);
        return isRead ? null : ApiError.InvalidInput("A port is written 443, which is TCP, or udp/53.", "port");
    }
}
