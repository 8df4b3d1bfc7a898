using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Events;

/// <summary>What a host's firewall lets in from the internet, as one snapshot. Concerns a device; the newest wins.</summary>
/// <param name="Rules">The enabled inbound rules that admit some internet address, in order of evaluation; none when it lets nothing in.</param>
/// <param name="At">When it was read, UTC.</param>
/// <param name="Source">The source format, for example <c>iptables-save</c>.</param>
public sealed record FirewallSeen(IReadOnlyList<AllowingRule> Rules, DateTimeOffset At, string Source) : Observation;

/// <summary>A rule of a host firewall by which the internet gets in.</summary>
/// <param name="Name">The rule as an operator would look it up: its display name, or its text; at most 120 characters.</param>
/// <param name="Transport">TCP or UDP; null for both.</param>
/// <param name="FromPort">First local port; 0 with <paramref name="ToPort"/> 65535 for every port.</param>
/// <param name="ToPort">Last local port, inclusive.</param>
/// <param name="Program">The only program it holds for; null for any.</param>
public sealed record AllowingRule(string Name, Transport? Transport, ushort FromPort, ushort ToPort, string? Program);

/// <summary>A device left the organisation's care: what was seen of it before no longer counts. Concerns a device.</summary>
/// <param name="At">When, UTC.</param>
public sealed record DeviceOffboarded(DateTimeOffset At) : Observation
{
    /// <summary>Who decided it, at most 256 characters; null where the inventory says so.</summary>
    public string? By { get; init; }

    /// <summary>Why, at most 512 characters.</summary>
    public string? Comment { get; init; }
}

/// <summary>A person disputes what is said of a device. Concerns a device; the texts are bounded by whoever takes the report.</summary>
/// <param name="Report">Derived from device, author and content.</param>
/// <param name="Scope">Which evidence; null for the whole classification.</param>
/// <param name="CorrectValue">What would be right, at most 256 characters.</param>
/// <param name="Comment">Why, at most 512 characters.</param>
/// <param name="Email">Where to answer, at most 128 characters.</param>
/// <param name="By">Who reports: the caller's name, at most 128 characters.</param>
/// <param name="At">When, UTC.</param>
public sealed record InaccuracyReported(
    string Report, DisputeScope? Scope, string? CorrectValue, string? Comment, string? Email, string By, DateTimeOffset At) : Observation;

/// <summary>The part of a classification that is disputed.</summary>
/// <param name="Transport">TCP or UDP; null for both.</param>
/// <param name="Port">The local or public port; null for every port.</param>
public readonly record struct DisputeScope(Transport? Transport, ushort? Port);

/// <summary>An operator decided on a report. Concerns a device.</summary>
/// <param name="Report">Which report.</param>
/// <param name="IsApproved">Approved: matching evidence counts no more until <paramref name="Until"/>. Dismissed: nothing changes.</param>
/// <param name="Until">The first moment at which an approval no longer holds, UTC; null for a dismissal.</param>
/// <param name="Comment">Why, at most 512 characters.</param>
/// <param name="By">Who decided, at most 128 characters.</param>
/// <param name="At">When, UTC.</param>
public sealed record InaccuracyReviewed(
    string Report, bool IsApproved, DateTimeOffset? Until, string? Comment, string By, DateTimeOffset At) : Observation;
