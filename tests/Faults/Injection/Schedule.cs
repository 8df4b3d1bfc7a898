using ExposurePipeline.Tests.Faults.Proxies;

namespace ExposurePipeline.Tests.Faults.Injection;

/// <summary>What goes wrong in a round, and when: the same for the same seed.</summary>
internal static class Schedule
{
    private static readonly int Kills = 3;
    private static readonly int Specials = 5;

    /// <summary>One kill, storms over one or two services, and in most rounds something rarer.</summary>
    public static IReadOnlyList<Fault> Of(int seed)
    {
        var random = new Random(seed);
        var services = Enum.GetValues<Service>();
        random.Shuffle(services);
        return [
            Kill(seed % Kills, Moment(random)),
            .. services[..random.Next(1, 3)].Select(service => Storm(service, random)),
            .. Special(seed / Kills % Specials, random)];
    }

    private static Fault Kill(int kind, TimeSpan at) => kind switch
    {
        0 => new AppKilled(at),
        1 => new HostKilled(at),
        _ => new BothKilled(at),
    };

    private static Storm Storm(Service service, Random random)
    {
        var kinds = Disturbances.Of(service);
        random.Shuffle(kinds);
        return new(Moment(random), TimeSpan.FromSeconds(0.5 + (0.7 * random.NextDouble())), service, random.Next(), kinds[..4], 0.1 + (0.5 * random.NextDouble()));
    }

    private static IEnumerable<Fault> Special(int kind, Random random) => kind switch
    {
        1 => [new SecondOwner(TimeSpan.Zero, TimeSpan.FromSeconds(2))],
        2 => [new CheckpointsLost(Moment(random))],
        3 => [new Storm(Moment(random), TimeSpan.FromSeconds(0.5), Service.Tables, random.Next(), [new Delayed(Disturbances.Stall)], 0.5)],
        4 => [new DiskFull(Moment(random), TimeSpan.FromSeconds(1))],
        _ => [],
    };

    private static TimeSpan Moment(Random random) => TimeSpan.FromSeconds(1.5 * random.NextDouble());
}
