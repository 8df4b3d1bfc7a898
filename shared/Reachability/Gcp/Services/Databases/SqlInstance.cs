using System.Globalization;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Services.Databases;

/// <summary>A Cloud SQL instance.</summary>
/// <param name="Id">Its full resource name.</param>
/// <param name="Address">Its public address; null where it has none, or none yet.</param>
/// <param name="Port">The port of its engine; null where the engine was not told.</param>
/// <param name="HasPublicAddress">Whether it has a public address; null where nothing tells.</param>
/// <param name="IsStopped">Whether its activation policy is NEVER.</param>
/// <param name="NeedsConnector">Whether direct connections are refused, so that authorised networks let nobody in.</param>
/// <param name="Networks">Its authorised networks.</param>
public sealed record SqlInstance(
    ResourceId Id, string? Address, int? Port, bool? HasPublicAddress, bool IsStopped, bool NeedsConnector, IReadOnlyList<AuthorisedNetwork> Networks) : Resource(Id)
{
    /// <summary>Reads a body of the Cloud SQL Admin API.</summary>
    public static SqlInstance Read(ResourceChange change)
    {
        var (body, settings) = (change.Body, change.Body["settings"]);
        var configuration = settings["ipConfiguration"];
        AuthorisedNetwork[] networks = [.. configuration["authorizedNetworks"].Items.Select(AuthorisedNetwork.Read)];
        return new(change.Id, Primary(body["ipAddresses"]), PortOf(body["databaseVersion"].Text), IsPublic(configuration["ipv4Enabled"], body["ipAddresses"]),
            settings["activationPolicy"].Text is "NEVER", settings["connectorEnforcement"].Text is "REQUIRED", networks)
        {
            Name = body["name"].Text ?? change.Id.Text[(change.Id.Text.LastIndexOf('/') + 1)..],
            Problems = [.. networks.SelectMany(static network => network.Problems)],
        };
    }

    // The addresses are the outcome; before there are any, the setting tells, and where neither does nothing is known.
    private static bool? IsPublic(Body enabled, Body addresses) => enabled.Flag ?? (addresses.IsArray ? Primary(addresses) is not null : null);

    private static string? Primary(Body addresses) => addresses.Items.FirstOrDefault(static address => address["type"].Text is "PRIMARY")["ipAddress"].Text;

    // "About connection options": the engines' own ports.
    private static int? PortOf(string? version) => version?.Split('_')[0] switch
    {
        "MYSQL" => 3306,
        "POSTGRES" => 5432,
        "SQLSERVER" => 1433,
        _ => null,
    };
}

/// <summary>An authorised network: an entry of the list of whom an instance's public address serves.</summary>
/// <param name="Admission">Its range.</param>
/// <param name="Until">When it ends, exclusive; null where it does not.</param>
/// <param name="Problems">What could not be read of it.</param>
public sealed record AuthorisedNetwork(Admission Admission, DateTimeOffset? Until, IReadOnlyList<string> Problems)
{
    /// <summary>Reads an <c>AclEntry</c>.</summary>
    public static AuthorisedNetwork Read(Body entry)
    {
        var admission = Admission.Of(entry["value"].Text ?? entry["value"].ToString(), entry["name"].Text is { Length: > 0 } name ? name : null);
        var ends = entry["expirationTime"];
        DateTimeOffset? until = DateTimeOffset.TryParse(ends.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
        // Whether it has ended nobody knows: it may still let in whom it names.
        var isUnclear = ends.Exists && until is null;
        return new(isUnclear ? admission with { Sources = null } : admission, until,
            [.. admission.Problem is { } problem ? new[] { problem } : [], .. isUnclear ? new[] { $"The expirationTime of {admission.Id} is {ends}, which is no time." } : []]);
    }
}
