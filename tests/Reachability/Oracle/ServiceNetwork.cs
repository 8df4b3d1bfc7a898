using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>A managed service: its documents, whom its endpoint serves, and where there is such a thing whether anyone may read without signing in.</summary>
/// <param name="Id">The id under which its verdict is found.</param>
/// <param name="Documents">What its cloud says of it.</param>
/// <param name="Serves">Whether a packet is answered.</param>
/// <param name="IsPublic">Whether it is open to anyone; null where its kind knows no such thing.</param>
internal sealed record Service(string Id, string[] Documents, Func<Packet, bool> Serves, bool? IsPublic = null);

/// <summary>Some services with settings of their own each, in no network of the customer's.</summary>
internal sealed class ServiceNetwork(IReadOnlyList<Service> services) : INetwork
{
    /// <summary>Allow lists of IPv4, as customers write them.</summary>
    public static readonly string[] Lists = ["0.0.0.0/1", "128.0.0.0/1", "45.0.0.0/8", "45.9.0.0/16", "45.9.9.9/32", "185.0.0.0/8", "185.7.0.0/16", "10.0.0.0/8"];

    public IReadOnlyList<string> Machines => [.. services.Select(static service => service.Id)];

    public IEnumerable<string> Documents => services.SelectMany(static service => service.Documents);

    public IReadOnlyList<Packet> Packets { get; } = Draw.PacketsTo(22, 80, 443, 1433, 3306, 5432);

    public bool Arrives(string machine, Packet packet) => services.Single(service => service.Id == machine).Serves(packet);

    public bool? IsPublic(string machine) => services.Single(service => service.Id == machine).IsPublic;

    /// <summary>Whether one of the blocks has the address.</summary>
    public static bool Any(IEnumerable<string> blocks, IpAddress source) => blocks.Any(block => Draw.IsIn(source, block));

    public static string Texts(IEnumerable<string> values) => string.Join(',', values.Select(static value => $"\"{value}\""));
}
