using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Faults.Injection;

namespace ExposurePipeline.Tests.Faults.Rounds;

/// <summary>Events of a tenant of their own, the faults they meet, and what they must lead to all the same.</summary>
/// <param name="Seed">Decides everything.</param>
/// <param name="Tenant">In no other round.</param>
/// <param name="Events">What is sent.</param>
/// <param name="Faults">What goes wrong, and when.</param>
/// <param name="Expected">The fault-free run's result.</param>
/// <param name="Books">The fault-free run's books: what becomes of each record.</param>
internal sealed record Round(
    int Seed, TenantId Tenant, IReadOnlyList<InputEvent> Events, IReadOnlyList<Fault> Faults, Snapshot Expected, IReadOnlyDictionary<string, int> Books)
{
    /// <summary>Over this time the events are sent.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(1.5);

    /// <summary>The addresses that the events are about.</summary>
    public IReadOnlyCollection<EntityId> Addresses => AddressesOf(Events);

    public static async Task<Round> CreateAsync(int seed, IReadOnlyList<Fault> faults, ExposurePolicy policy, DateTimeOffset now)
    {
        var tenant = new TenantId($"round-{seed}-{now.ToUnixTimeMilliseconds()}");
        var events = new Telemetry(seed, tenant, now.AddHours(-4)).Create();
        var (expected, books) = await Reference.RunAsync(events, tenant, AddressesOf(events), policy, now);
        return new(seed, tenant, events, faults, expected, books);
    }

    private static List<EntityId> AddressesOf(IReadOnlyList<InputEvent> events) =>
        [.. events.SelectMany(e => e.Records).OfType<ObservedRecord>().Select(r => r.Entity).Where(e => e.Kind is EntityKind.Address).Distinct()];
}
