using System.Security.Cryptography;
using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>
/// A report that a device's internet-facing classification is inaccurate, with the questions of Defender's own form: what part, which
/// information, what is correct, a comment, an email address; and, beyond it, which transport and port.
/// https://learn.microsoft.com/defender-endpoint/internet-facing-devices#report-inaccuracy
/// </summary>
/// <param name="Scope">Which evidence; null for all of it.</param>
/// <param name="CorrectValue">What would be right.</param>
/// <param name="Comment">Why.</param>
/// <param name="Email">Where to answer.</param>
internal sealed record InaccuracyRequest(DisputeScope? Scope, string? CorrectValue, string? Comment, string? Email)
{
    private const int LongestChoice = 64;
    private const int LongestEmail = 128;
    private const int LongestCorrectValue = 256;

    /// <summary>Longest comment of a person, in characters.</summary>
    public const int LongestComment = 512;

    private static readonly string[] Known = ["part", "information", "correctValue", "comment", "email", "transport", "port"];

    /// <summary>Reads a request, or says everything that is wrong with it.</summary>
    public static async Task<(InaccuracyRequest? Request, ApiError? Error)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var (members, error) = await RequestMembers.ReadAsync(request, RouteDemand.Report, Known, cancellation);
        if (members is null)
        {
            return (null, error);
        }

        OnlyOne(members, "part", "DeviceInformation");
        OnlyOne(members, "information", "InternetFacingClassification");
        var read = new InaccuracyRequest(ReadScope(members), members.Text("correctValue", LongestCorrectValue), members.Text("comment", LongestComment), ReadEmail(members));
        if (members.Error is null && (read.CorrectValue ?? read.Comment) is null)
        {
            members.Wrong("correctValue", "Say what would be correct, or why what is said is not.");
        }

        return members.Error is { } wrong ? (null, wrong) : (read, null);
    }

    /// <summary>The report of a person about a device; its identifier is derived, so that the same report made twice is one.</summary>
    public InaccuracyReported Of(EntityId device, string by, DateTimeOffset at)
    {
        var content = string.Join('\0', device.Key, by, Scope?.Transport, Scope?.Port, CorrectValue, Comment, Email);
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 16));
        return new(id, Scope, CorrectValue, Comment, Email, by, at);
    }

    // A form's "internet facing classification" is what an API calls InternetFacingClassification.
    private static void OnlyOne(RequestMembers members, string name, string supported)
    {
        if (members.Text(name, LongestChoice) is { } text && !string.Concat(text.Where(char.IsLetter)).Equals(supported, StringComparison.OrdinalIgnoreCase))
        {
            members.Wrong(name, $"Only {supported} can be reported.");
        }
    }

    private static DisputeScope? ReadScope(RequestMembers members)
    {
        var transport = members.Text("transport", LongestChoice)?.ToUpperInvariant() switch
        {
            null => null,
            "TCP" => Transport.Tcp,
            "UDP" => Transport.Udp,
            _ => Wrong(members),
        };
        var port = members.Port("port");
        return transport is null && port is null ? null : new(transport, port);
    }

    private static Transport? Wrong(RequestMembers members)
    {
        members.Wrong("transport", "Tcp or Udp is expected.");
        return null;
    }

    private static string? ReadEmail(RequestMembers members)
    {
        var email = members.Text("email", LongestEmail);
        if (email?.Split('@') is not (null or [{ Length: > 0 }, { Length: > 0 }]) || email?.Any(char.IsWhiteSpace) is true)
        {
            members.Wrong("email", "An email address has one @ between two texts, and no white space.");
        }

        return email;
    }
}
