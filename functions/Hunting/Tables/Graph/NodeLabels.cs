using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Functions.Hunting.Tables.Graph;

/// <summary>Labels of nodes as Microsoft writes them: <c>microsoft.compute/virtualmachines</c>, <c>ec2.instance</c>, <c>compute.instances</c>.</summary>
internal static class NodeLabels
{
    public const string Device = "device";
    public const string Address = "IP address";
    public const string Subscription = "subscriptions";
    public const string ResourceGroup = "resourcegroups";
    public const string Project = "cloudresourcemanager.projects";

    /// <summary>The label of a type of resource.</summary>
    public static string Of(Cloud cloud, string type) => cloud switch
    {
        Cloud.Aws => Amazon(type),
        Cloud.Gcp => Google(type),
        _ => type.ToLowerInvariant(),
    };

    /// <summary>The label of the machine that an id names; of a device where the id does not tell.</summary>
    public static string OfMachine(string resource) =>
        resource.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) ? AzureType(resource) ?? Device
        : resource.StartsWith("i-", StringComparison.Ordinal) || resource.Contains(":instance/", StringComparison.Ordinal) ? "ec2.instance"
        : resource.Contains("compute.googleapis.com/", StringComparison.OrdinalIgnoreCase) && resource.Contains("/instances/", StringComparison.OrdinalIgnoreCase) ? "compute.instances"
        : Device;

    private static string? AzureType(string id)
    {
        const string Providers = "/providers/";
        var start = id.LastIndexOf(Providers, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? null : string.Join('/', id[(start + Providers.Length)..].Split('/').Where(static (_, i) => i == 0 || i % 2 == 1)).ToLowerInvariant();
    }

    // Both generations of load balancers have the first one's name.
    private static string Amazon(string type) => string.Join('.', type.Replace("AWS::", "", StringComparison.Ordinal).Replace("LoadBalancingV2", "LoadBalancing", StringComparison.Ordinal).Split("::")).ToLowerInvariant();

    private static string Google(string type)
    {
        var slash = type.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? type.ToLowerInvariant() : $"{type[..slash].Split('.')[0]}.{Plural(type[(slash + 1)..])}".ToLowerInvariant();
    }

    private static string Plural(string name) => name switch
    {
        [.., 's' or 'x'] => $"{name}es",
        [.. var stem, 'y'] => $"{stem}ies",
        _ => $"{name}s",
    };
}
