using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>What an address tells the devices whose ports it found, and the addresses to which its paths lead.</summary>
internal static class AddressSignals
{
    /// <summary>What is new, in portions of at most <see cref="Retelling.SignalSize"/>.</summary>
    public static IEnumerable<EntityObservations> Between(EntityId address, IReadOnlyList<Finding> before, IReadOnlyList<Finding> after, Occasion occasion) => after.Except(before)
        .Where(f => f.Owner.Why is null)
        .GroupBy(f => Target(address, f.Owner))
        .SelectMany(g => g.SelectMany(Observations).Chunk(Retelling.SignalSize).Select(chunk => (Target: g.Key, Observations: chunk)))
        .Select(s => new EntityObservations(s.Target, s.Observations, occasion.Enqueued ?? occasion.Now, occasion.TraceParent));

    private static EntityId Target(EntityId address, Owner owner) => owner.Device is { } device
        ? EntityId.Of(address.Tenant, device)
        : EntityId.Of(address.Tenant, owner.Local!.Value.Address);

    // One observation for each scanner and source; a connection has no scanner.
    private static IEnumerable<Observation> Observations(Finding finding)
    {
        var (scanners, sources) = (finding.Scanners.Items.ToList(), finding.Sources.Items.ToList());
        for (var i = 0; i < Math.Max(1, Math.Max(scanners.Count, sources.Count)); i++)
        {
            yield return Observe(finding, scanners.Count == 0 ? null : At(scanners, i), At(sources, i), isFirst: i == 0);
        }
    }

    private static Observation Observe(Finding finding, string? scanner, string source, bool isFirst) => finding.Owner.Device is null
        ? new AnswerForwarded(
            finding.Public ?? new(IpAddress.Unspecified, finding.Port.Number), finding.Port.Transport, finding.Owner.Local!.Value.Port, finding.Seen,
            finding.Reason, scanner, source, finding.Path ?? "")
        : new EvidenceSeen(
            new(finding.Reason, finding.Port.Transport, finding.Owner.Local, finding.Public), finding.Seen, isFirst ? [.. finding.Remotes.Items] : [],
            finding.Owner.Rule!.Value, null, scanner, source)
        {
            Path = finding.Owner.Rule is Attribution.MappedByPath ? finding.Path : null,
        };

    private static string At(List<string> names, int index) => names[Math.Min(index, names.Count - 1)];
}
