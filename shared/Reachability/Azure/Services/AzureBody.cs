using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services;

/// <summary>How an ARM body is laid out: what all services share.</summary>
internal static class AzureBody
{
    /// <summary><c>properties</c>, where everything is that exposure needs.</summary>
    public static Body Properties(this ResourceChange change) => change.Body["properties"];

    /// <summary>The name, or the last segment of the id.</summary>
    public static string Name(this ResourceChange change) => change.Body["name"].Text ?? change.Id.Text[(change.Id.Text.LastIndexOf('/') + 1)..];

    /// <summary>The resource of which this one is a part: <c>…/servers/a/firewallRules/b</c> belongs to <c>…/servers/a</c>.</summary>
    public static ResourceId Parent(this ResourceId id)
    {
        var name = id.Text.LastIndexOf('/');
        var type = name <= 0 ? -1 : id.Text.LastIndexOf('/', name - 1);
        return type <= 0 ? id : id with { Text = id.Text[..type] };
    }

    /// <summary>Host name of an endpoint that may be written as a URL.</summary>
    public static string? Host(this Body endpoint) =>
        Uri.TryCreate(endpoint.Text, UriKind.Absolute, out var url) && url.Host.Length > 0 ? url.Host : endpoint.Text;
}
