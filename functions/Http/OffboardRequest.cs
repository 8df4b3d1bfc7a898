using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>An operator's wish that a device leaves the organisation's care, as Defender's own action words it.</summary>
/// <param name="Comment">Why; demanded there too.</param>
internal sealed record OffboardRequest(string Comment)
{
    private static readonly string[] Known = ["Comment"];

    /// <summary>Reads a request, or says everything that is wrong with it.</summary>
    public static async Task<(OffboardRequest? Request, ApiError? Error)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var (members, error) = await RequestMembers.ReadAsync(request, RouteDemand.Decide, Known, cancellation);
        if (members is null)
        {
            return (null, error);
        }

        var comment = members.Text("Comment", InaccuracyRequest.LongestComment);
        if (members.Error is null && comment is null)
        {
            members.Wrong("Comment", "Say why.");
        }

        return members.Error is { } wrong ? (null, wrong) : (new(comment!), null);
    }
}
