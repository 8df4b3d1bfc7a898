using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Documents;

/// <summary>Azure's resource ids: <c>/subscriptions/…/providers/namespace/type/name/child type/child name</c>, compared without regard to case.</summary>
internal static class ArmId
{
    private const string Providers = "/providers/";

    /// <summary>The id in the one spelling in which it is compared; null for no text.</summary>
    public static ResourceId? Of(string? text) => string.IsNullOrWhiteSpace(text) ? null : new ResourceId(Cloud.Azure, Canonical(text.Trim()));

    /// <summary>Whether a text names a resource of some provider.</summary>
    public static bool IsResource(string? text) =>
        text is not null && (text.Contains(Providers, StringComparison.OrdinalIgnoreCase) || text.StartsWith(Providers[1..], StringComparison.OrdinalIgnoreCase));

    /// <summary>The type that an id tells, in lower case: <c>microsoft.network/virtualnetworks/subnets</c>.</summary>
    public static string TypeOf(ResourceId id)
    {
        var parts = AfterProvider(id);
        return string.Join('/', parts.Where((_, index) => index == 0 || index % 2 == 1));
    }

    /// <summary>The resource in whose body this one is written; null for one that stands alone.</summary>
    public static ResourceId? Owner(ResourceId id)
    {
        var parts = AfterProvider(id);
        return parts.Length < 5 ? null : new ResourceId(Cloud.Azure, string.Join('/', id.Text.Split('/')[..^2]));
    }

    /// <summary>A child of a resource.</summary>
    public static ResourceId Child(ResourceId owner, string type, string? name) => new(Cloud.Azure, $"{owner.Text}/{type}/{name}".ToLowerInvariant());

    /// <summary>Last part of an id.</summary>
    public static string NameOf(ResourceId id) => id.Text[(id.Text.LastIndexOf('/') + 1)..];

    private static string[] AfterProvider(ResourceId id)
    {
        var start = id.Text.LastIndexOf(Providers, StringComparison.Ordinal);
        return start < 0 ? [] : id.Text[(start + Providers.Length)..].Split('/');
    }

    private static string Canonical(string text)
    {
        var path = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri.AbsolutePath : text;
        return "/" + path.Trim('/').ToLowerInvariant();
    }
}
