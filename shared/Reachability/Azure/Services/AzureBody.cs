using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services;

/// <summary>What the bodies of all services share.</summary>
internal static class AzureBody
{
    /// <summary>The name, or the last segment of the id.</summary>
    public static string Name(this ResourceChange change) => change.Body["name"].Text ?? ArmId.NameOf(change.Id);

    /// <summary>Host name of an endpoint that may be written as a URL.</summary>
    public static string? Host(this Body endpoint) =>
        Uri.TryCreate(endpoint.Text, UriKind.Absolute, out var url) && url.Host.Length > 0 ? url.Host : endpoint.Text;
}
