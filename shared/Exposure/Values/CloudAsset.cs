using System.Buffers;
using System.Globalization;

namespace ExposurePipeline.Exposure.Values;

/// <summary>
/// The device that a cloud resource is: under this identifier its configuration is known, and inventory that names the resource joins it
/// with the device that reports.
/// </summary>
/// <remarks>
/// One identifier for every spelling. Azure's ids are compared without regard to case ("Azure Resource Manager naming rules"), also Azure
/// Arc's; an instance of a scale set in flexible orchestration is the virtual machine of that name. An EC2 instance is its instance id,
/// as flow logs name it; any other AWS resource its ARN. Google's resources are their full resource name, in lower case.
/// </remarks>
public static class CloudAsset
{
    private const string AwsInstance = ":instance/";
    private const string Subscriptions = "/subscriptions/";
    private const string ScaleSets = "/providers/microsoft.compute/virtualmachinescalesets/";
    private const string Machines = "/virtualmachines/";
    private const string Compute = "//compute.googleapis.com/";
    private const int HashLength = 16;

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    /// <summary>The device of a resource; null for text that no cloud names a resource with.</summary>
    public static DeviceId? DeviceOf(string? resource) =>
        resource?.Trim() is { Length: > 0 } text && (Amazon(text) ?? Google(text) ?? Azure(text)) is { } name ? Named(name) : null;

    /// <summary>A name as identifier: itself, or its beginning and a hash where it is longer than identifiers may be.</summary>
    public static DeviceId Named(string name) => new(name.Length <= DeviceId.MaxLength ? name : Shortened(name));

    private static string Shortened(string name)
    {
        var end = DeviceId.MaxLength - HashLength - 1;
        var start = char.IsHighSurrogate(name[end - 1]) ? name[..(end - 1)] : name[..end];
        return $"{start}~{StableHash.Of(name).ToString("x16", CultureInfo.InvariantCulture)}";
    }

    private static string? Amazon(string text) =>
        text.IndexOf(AwsInstance, StringComparison.Ordinal) is >= 0 and var at ? text[(at + AwsInstance.Length)..]
        : text.StartsWith("arn:", StringComparison.OrdinalIgnoreCase) || IsInstanceId(text) ? text
        : null;

    private static bool IsInstanceId(string text) =>
        text.StartsWith("i-", StringComparison.Ordinal) && text.Length > 2 && !text.AsSpan(2).ContainsAnyExcept(Hexadecimal);

    private static string? Google(string text) =>
        (text.StartsWith("//", StringComparison.Ordinal) ? text
        : text.StartsWith("projects/", StringComparison.Ordinal) ? Compute + text
        : text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? OfUrl(text.Split('/', StringSplitOptions.RemoveEmptyEntries)[1..])
        : null)?.ToLowerInvariant();

    // www.googleapis.com/compute/v1/projects/… and compute.googleapis.com/compute/v1/projects/… are the same service.
    private static string? OfUrl(string[] parts)
    {
        var start = Array.IndexOf(parts, "projects");
        return start < 1 || !parts[0].EndsWith(".googleapis.com", StringComparison.OrdinalIgnoreCase) ? null
            : $"//{(parts[0].StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? parts[1] : parts[0].Split('.')[0])}.googleapis.com/{string.Join('/', parts[start..])}";
    }

    private static string? Azure(string text)
    {
        var isUrl = text.StartsWith("https://management.", StringComparison.OrdinalIgnoreCase);
        var path = (isUrl ? $"/{string.Join('/', text.Split('?')[0].Split('/').Skip(3))}" : text.StartsWith('/') ? text : $"/{text}").TrimEnd('/').ToLowerInvariant();
        return path.StartsWith(Subscriptions, StringComparison.Ordinal) ? Standalone(path) : null;
    }

    // In uniform orchestration instances have numbers, and no virtual machine of their own.
    private static string Standalone(string path)
    {
        var (set, machine) = (path.IndexOf(ScaleSets, StringComparison.Ordinal), path.LastIndexOf(Machines, StringComparison.Ordinal));
        return set < 0 || machine < set || !path.AsSpan(machine + Machines.Length).ContainsAnyExceptInRange('0', '9') || path.IndexOf('/', machine + Machines.Length) >= 0
            ? path
            : $"{path[..set]}/providers/microsoft.compute{path[machine..]}";
    }
}
