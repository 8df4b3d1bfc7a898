using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>What a request for rows of <c>DeviceInfo</c> asks for beside OData's options.</summary>
/// <param name="All">Also the devices that the internet does not reach.</param>
/// <param name="IsStream">In the envelope of Defender's streaming API, as other tools and this pipeline read it.</param>
internal readonly record struct DeviceInfoOptions(bool All, bool IsStream)
{
    private const string Format = "format";

    /// <summary>The options, or what is wrong with them.</summary>
    public static ApiError? TryRead(IQueryCollection query, out DeviceInfoOptions options)
    {
        var (all, format) = (query["all"].ToString(), query[Format].ToString());
        var isAll = false;
        options = default;
        if (all.Length > 0 && !bool.TryParse(all, out isAll))
        {
            return ApiError.InvalidInput("'all' must be true or false.", "all");
        }

        options = new(isAll, format == "streaming");
        return format is "" or "json" or "streaming" ? null : ApiError.InvalidInput("'format' must be json or streaming.", Format);
    }
}
