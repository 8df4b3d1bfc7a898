using ExposurePipeline.Exposure.Policy;

namespace ExposurePipeline.Functions.Http;

/// <summary>What a route demands of a request.</summary>
/// <param name="Methods">The methods that it answers; the first is the one to name.</param>
/// <param name="OperatorOnly">Whether the role Reader is not enough.</param>
/// <param name="MaxBody">Most bytes of a request body.</param>
public sealed record RouteDemand(IReadOnlyList<string> Methods, bool OperatorOnly, long MaxBody)
{
    /// <summary>Of a route that only tells.</summary>
    public static RouteDemand Read { get; } = new(["GET", "HEAD"], OperatorOnly: false, 64 * 1024);

    /// <summary>Of a route by which anybody who may see devices says something of one.</summary>
    public static RouteDemand Report { get; } = new(["POST"], OperatorOnly: false, 16 * 1024);

    /// <summary>Of a route by which an operator decides something about a device.</summary>
    public static RouteDemand Decide { get; } = Report with { OperatorOnly = true };

    /// <summary>Of a route that tells what would be different if cloud resources were; it changes nothing.</summary>
    public static RouteDemand Suppose { get; } = new(["POST"], OperatorOnly: false, 1024 * 1024);

    /// <summary>Of a route that answers queries.</summary>
    public static RouteDemand Hunt { get; } = new(["POST"], OperatorOnly: false, 256 * 1024);

    /// <summary>Of a route that replaces a tenant's policy.</summary>
    public static RouteDemand ReplacePolicy { get; } = new(["PUT"], OperatorOnly: true, PolicyLimits.Document);
}
