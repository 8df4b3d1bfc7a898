using System.Text;
using ExposurePipeline.Exposure.Normalisation;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>An operator's decision on a report.</summary>
/// <param name="Until">Of an approval: the first moment at which it no longer holds, UTC; null for a dismissal.</param>
/// <param name="Comment">Why.</param>
internal sealed record ReviewRequest(DateTimeOffset? Until, string? Comment)
{
    private const int LongestChoice = 64;
    private const int LongestYears = 1;

    private static readonly string[] Known = ["decision", "until", "comment"];

    /// <summary>Reads a request, or says everything that is wrong with it.</summary>
    public static async Task<(ReviewRequest? Request, ApiError? Error)> ReadAsync(HttpRequest request, DateTimeOffset now, CancellationToken cancellation)
    {
        var (members, error) = await RequestMembers.ReadAsync(request, RouteDemand.Decide, Known, cancellation);
        if (members is null)
        {
            return (null, error);
        }

        var until = members.Text("decision", LongestChoice)?.ToUpperInvariant() switch
        {
            "APPROVE" => ReadUntil(members, now),
            "DISMISS" => RefuseUntil(members),
            _ => RefuseDecision(members),
        };
        var comment = members.Text("comment", InaccuracyRequest.LongestComment);
        return members.Error is { } wrong ? (null, wrong) : (new(until, comment), null);
    }

    // A date alone is its first moment.
    private static DateTimeOffset? ReadUntil(RequestMembers members, DateTimeOffset now)
    {
        var text = members.Text("until", LongestChoice) ?? "";
        if (EventTime.TryParse(Encoding.UTF8.GetBytes(text.Length == "yyyy-MM-dd".Length ? $"{text}T00:00:00Z" : text), out var until)
            && until > now && until <= now.AddYears(LongestYears))
        {
            return until;
        }

        members.Wrong("until", $"An approval holds until a moment in the future, at most one year ahead: {now.AddYears(LongestYears):yyyy-MM-ddTHH:mm:ssZ} at the latest.");
        return null;
    }

    private static DateTimeOffset? RefuseUntil(RequestMembers members)
    {
        if (members.Text("until", LongestChoice) is not null)
        {
            members.Wrong("until", "A dismissal has no end.");
        }

        return null;
    }

    private static DateTimeOffset? RefuseDecision(RequestMembers members)
    {
        members.Wrong("decision", "approve or dismiss is expected.");
        return null;
    }
}
