using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Faults.Rounds;

/// <summary>Where the records of a round are found again: one by one, by the port or the marker that only they have.</summary>
/// <param name="In">Records sent; one that is sent again is the same record.</param>
/// <param name="Observed">Found back in a state.</param>
/// <param name="Filtered">Left out by a rule, as the fault-free run names it.</param>
/// <param name="Rejected">Found back among what was set aside.</param>
internal sealed record Books(int In, int Observed, int Filtered, int Rejected)
{
    /// <summary>Records that are nowhere.</summary>
    public int Lost => In - Observed - Filtered - Rejected;

    public static Books Of(Round round, Snapshot actual)
    {
        var records = round.Events.SelectMany(e => e.Records).ToList();
        var ports = actual.States.ToDictionary(s => s.Key, s => Ports(s.Key, s.Value));
        return new(
            records.Count,
            records.OfType<ObservedRecord>().Count(r => ports.GetValueOrDefault(r.Entity)?.Contains(r.Port) is true),
            round.Books.Where(b => b.Key is not ("observed" or "rejected")).Sum(b => b.Value),
            records.OfType<RejectedRecord>().Count(r => actual.Rejected.Any(body => body.Contains(r.Marker, StringComparison.Ordinal))));
    }

    private static HashSet<ushort> Ports(EntityId entity, string state)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(state);
        if (entity.Kind is EntityKind.Device)
            return [.. StateCodec.DecodeDevice(bytes).State.Evidence.Items.Select(e => e.Key.Local?.Port ?? 0)];
        var address = StateCodec.DecodeAddress(bytes).State;
        return [.. address.Answers.Items.Select(a => a.Key.Number), .. address.Accepted.Items.Select(a => a.Key.Number)];
    }
}
