using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services;

/// <summary>The switch that most Azure services have for the side of them that faces the internet.</summary>
public enum PublicNetworkAccess
{
    /// <summary>On; further rules may narrow it. Private endpoints beside it change nothing.</summary>
    Enabled,

    /// <summary>Private endpoints only.</summary>
    Disabled,

    /// <summary>The access rules of a network security perimeter decide, instead of the service's own.</summary>
    SecuredByPerimeter,

    /// <summary>A value that is not known.</summary>
    Unreadable,
}

/// <summary>How <see cref="PublicNetworkAccess"/> is written and what it does.</summary>
public static class PublicNetworkAccessSetting
{
    /// <summary>
    /// Absent, null or empty means Enabled with every service that has it: the property came later than the services, and the REST references of each say
    /// so ("Value is optional but if passed in, must be 'Enabled' or 'Disabled'"; a resource that was never asked is public).
    /// </summary>
    public static PublicNetworkAccess Read(Body setting) => !setting.Exists || setting.Text is "" ? PublicNetworkAccess.Enabled : setting.Text?.ToUpperInvariant() switch
    {
        "ENABLED" => PublicNetworkAccess.Enabled,
        "DISABLED" => PublicNetworkAccess.Disabled,
        "SECUREDBYPERIMETER" => PublicNetworkAccess.SecuredByPerimeter,
        _ => PublicNetworkAccess.Unreadable,
    };

    /// <summary>What cannot be understood about it.</summary>
    public static IEnumerable<string> Problems(Body setting) =>
        Read(setting) is PublicNetworkAccess.Unreadable ? [$"publicNetworkAccess is {setting}, which is none of Enabled, Disabled and SecuredByPerimeter."] : [];

    /// <summary>The step that the switch is on the way in; none where it is on.</summary>
    /// <param name="way">The way so far.</param>
    /// <param name="setting">The setting.</param>
    /// <param name="resource">The service.</param>
    public static PathBuilder Through(this PathBuilder way, PublicNetworkAccess setting, string resource) => setting switch
    {
        PublicNetworkAccess.Enabled => way,
        PublicNetworkAccess.Disabled => way.Closed(resource, What, "publicNetworkAccess is Disabled: only private endpoints lead to it."),
        PublicNetworkAccess.SecuredByPerimeter => way.Unread(resource, What, "The access rules of its network security perimeter decide, and they were not read."),
        _ => way.Unread(resource, What, "publicNetworkAccess has a value that is not known."),
    };

    /// <summary>Whether the service's own rules are asked at all.</summary>
    public static bool AsksOwnRules(this PublicNetworkAccess setting) => setting is PublicNetworkAccess.Enabled or PublicNetworkAccess.Unreadable;

    private const string What = "public network access";
}
