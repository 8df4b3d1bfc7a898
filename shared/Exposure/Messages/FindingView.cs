using System.Text.Json;
using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>An exposed endpoint that is no device's yet, as HTTP clients see it.</summary>
/// <param name="Address">The address that answered, or to which a path leads.</param>
/// <param name="Port">Its port.</param>
/// <param name="Transport"><c>Tcp</c> or <c>Udp</c>.</param>
/// <param name="Reason">Defender's raw value, for example <c>PublicScan</c>.</param>
/// <param name="Why">Why it is nobody's.</param>
/// <param name="Candidates">Devices that could be meant, at most 16.</param>
/// <param name="PublicIp">The address that the internet sees, where another one.</param>
/// <param name="PublicPort">The port that the internet sees, where another one.</param>
/// <param name="NetworkRule">The network rule that leads here.</param>
/// <param name="FirstSeen">First sighting, UTC.</param>
/// <param name="LastSeen">Last sighting, UTC.</param>
/// <param name="ExpiresAt">The first moment at which it no longer counts, UTC.</param>
/// <param name="RemoteIps">A sample of the strangers' addresses.</param>
/// <param name="Scanners">Who scanned.</param>
/// <param name="Services">What the scanners recognised.</param>
/// <param name="Sources">The formats it came in.</param>
public sealed record FindingView(
    string Address, int Port, Transport Transport, Reason Reason, Unattributed Why, IReadOnlyList<string> Candidates,
    string? PublicIp, int? PublicPort, string? NetworkRule, DateTime FirstSeen, DateTime LastSeen, DateTime ExpiresAt,
    IReadOnlyList<string> RemoteIps, IReadOnlyList<string> Scanners, IReadOnlyList<string> Services, IReadOnlyList<string> Sources)
{
    /// <summary>Most findings listed of one address, newest first.</summary>
    public const int Limit = 64;

    /// <summary>The findings in force that are nobody's.</summary>
    public static IReadOnlyList<FindingView> Of(IEnumerable<Finding> findings, IpAddress address, ExposurePolicy policy) =>
        [.. findings.OrderByDescending(f => f.Seen.Last).ThenBy(f => f.Port.Code).Take(Limit).Select(f => Of(f, address, policy))];

    /// <summary>As UTF-8 JSON.</summary>
    public static byte[] ToUtf8(IReadOnlyList<FindingView> findings) => JsonSerializer.SerializeToUtf8Bytes(findings, ExposureJson.Relaxed.IReadOnlyListFindingView);

    /// <summary>Reads what <see cref="ToUtf8"/> wrote.</summary>
    /// <exception cref="JsonException">The bytes are something else.</exception>
    public static IReadOnlyList<FindingView> FromUtf8(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, ExposureJson.Relaxed.IReadOnlyListFindingView) ?? throw new JsonException("null");

    private static FindingView Of(Finding finding, IpAddress address, ExposurePolicy policy) => new(
        address.ToString(), finding.Port.Number, finding.Port.Transport, finding.Reason, finding.Owner.Why!.Value,
        [.. finding.Owner.Candidates.Items.Take(16).Select(d => d.Value)],
        finding.Public?.Address.ToString(), finding.Public?.Port, finding.Path,
        finding.Seen.First.UtcDateTime, finding.Seen.Last.UtcDateTime, (finding.Seen.Last + policy.Window).UtcDateTime,
        [.. finding.Remotes.Items.Order().Select(a => a.ToString())], [.. finding.Scanners.Items], [.. finding.Services.Items], [.. finding.Sources.Items]);
}
