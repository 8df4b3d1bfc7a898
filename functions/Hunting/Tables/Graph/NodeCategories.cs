using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Functions.Hunting.Tables.Graph;

/// <summary>What nodes count as.</summary>
internal static class NodeCategories
{
    public static IReadOnlyList<string> Address { get; } = ["ip_address", "network"];

    public static IReadOnlyList<string> Device { get; } = ["compute", "device"];

    /// <summary>Of a resource.</summary>
    /// <param name="cloud">Whose.</param>
    /// <param name="type">Its type, as the cloud writes it.</param>
    /// <param name="isDevice">Whether a device reports from it.</param>
    public static IReadOnlyList<string> Of(Cloud cloud, string type, bool isDevice) =>
    [
        .. Environment(cloud).Concat(Kind(AssetTypes.Of(cloud, type)?.Category, type)).Concat(isDevice ? Device : []).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Of a machine that tells in which cloud it runs.</summary>
    public static IReadOnlyList<string> OfMachine(Cloud cloud) => [.. Environment(cloud).Concat(Device).Append("virtual_machine").Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Environment(Cloud cloud) => ["environmentCloud", $"environment{cloud}"];

    private static IEnumerable<string> Kind(string? asset, string type) => asset switch
    {
        "Virtual machines" => ["compute", "virtual_machine"],
        "Virtual machine clusters" => ["compute"],
        "Containers" => ["compute", "container"],
        "Databases" or "Storage" => ["data"],
        "Network" => ["network"],
        "AI" => ["ai"],
        "API" => ["api"],
        _ when type.EndsWith("/publicIPAddresses", StringComparison.OrdinalIgnoreCase) || type is "AWS::EC2::EIP" => Address,
        _ when type.StartsWith("Microsoft.Network/", StringComparison.OrdinalIgnoreCase) || type.StartsWith("AWS::EC2::", StringComparison.Ordinal) || type.StartsWith("compute.googleapis.com/", StringComparison.Ordinal) => ["network"],
        _ => [],
    };
}
