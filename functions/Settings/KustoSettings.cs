namespace ExposurePipeline.Functions.Settings;

/// <summary>The Azure Data Explorer cluster that answers queries.</summary>
/// <param name="Cluster">Its address.</param>
/// <param name="Database">The database of a tenant: <see cref="TenantPlaceholder"/> in it stands for the tenant. Without one it is the default tenant's, and nobody else is answered.</param>
/// <param name="ClientId">Client id of a user-assigned identity; null for the default credential.</param>
public sealed record KustoSettings(Uri Cluster, string Database, string? ClientId)
{
    /// <summary>What stands for the tenant in the name of a database.</summary>
    public const string TenantPlaceholder = "{tenant}";

    private const string ClusterName = "Kusto:Cluster";
    private const string DatabaseName = "Kusto:Database";

    internal static KustoSettings? Read(SettingsReader reader)
    {
        var (cluster, database) = (reader.Address(HuntingSettings.SectionName, ClusterName), reader.Optional(HuntingSettings.SectionName, DatabaseName));
        if (cluster is { Scheme: not "https" })
        {
            return reader.Wrong<KustoSettings?>(HuntingSettings.SectionName, ClusterName, cluster.OriginalString, "an https address: the identity's token goes there", null);
        }

        if (cluster is not null && database is null)
        {
            reader.Missing("Hunting__Kusto__Database", $"the database of each tenant, for example hunting-{TenantPlaceholder}");
        }

        return cluster is null || database is null ? null : new(cluster, database, reader.Optional(HuntingSettings.SectionName, "Kusto:ClientId"));
    }
}
