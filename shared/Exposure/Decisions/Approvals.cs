using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>The approved disputes of a device: what they say does not count, from the decision until the date it was given.</summary>
/// <param name="disputes">All disputes.</param>
public sealed class Approvals(DisputeMap disputes)
{
    private readonly List<Approval> _all = [.. disputes.Items.Select(d => Approval.Of(d.Value)).OfType<Approval>()];

    /// <summary>Whether an evidence does not count at a moment.</summary>
    public bool Cover(EvidenceKey key, DateTimeOffset now) => InForce(now).Any(a => a.Covers(key));

    /// <summary>Whether nothing of the device counts at a moment.</summary>
    public bool CoverAll(DateTimeOffset now) => InForce(now).Any(a => a.Scope is null);

    /// <summary>The ends of approvals that lie ahead.</summary>
    public IEnumerable<DateTimeOffset> Ends(DateTimeOffset now) => InForce(now).Select(a => a.Until);

    /// <summary>When the newest approval in force was given; null when there is none.</summary>
    public DateTimeOffset? Given(DateTimeOffset now) => InForce(now).Select(a => (DateTimeOffset?)a.At).Max();

    /// <summary>When the last approval ended; null when none has.</summary>
    public DateTimeOffset? Ended(DateTimeOffset now) => _all.Where(a => a.Until <= now).Select(a => (DateTimeOffset?)a.Until).Max();

    // A decision that a fast clock dates slightly ahead holds at once.
    private IEnumerable<Approval> InForce(DateTimeOffset now) => _all.Where(a => now < a.Until);

    private sealed record Approval(DisputeScope? Scope, DateTimeOffset At, DateTimeOffset Until)
    {
        public static Approval? Of(Dispute dispute) => dispute is { Report: { } report, Review: { Value: { IsApproved: true, Until: { } until } } review }
            ? new(report.Value.Scope, review.At, until)
            : null;

        public bool Covers(EvidenceKey key) => Scope is not { } scope
            || ((scope.Transport is null || scope.Transport == key.Transport)
                && (scope.Port is null || scope.Port == key.Local?.Port || scope.Port == key.Public?.Port));
    }
}
