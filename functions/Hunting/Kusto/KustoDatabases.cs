using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Settings;

namespace ExposurePipeline.Functions.Hunting.Kusto;

/// <summary>
/// Each tenant's rows are in a database of its own: queries are sent as they are, so that nothing inside one could hold them off another tenant's rows,
/// while a database is a boundary that the cluster itself keeps.
/// </summary>
/// <param name="settings">How they are named.</param>
/// <param name="defaultTenant">Whose the database is where its name has no place for a tenant.</param>
internal sealed class KustoDatabases(KustoSettings settings, TenantId defaultTenant)
{
    private readonly bool isShared = !settings.Database.Contains(KustoSettings.TenantPlaceholder, StringComparison.Ordinal);

    /// <summary>The database of a tenant; null when it can have none.</summary>
    public string? Of(TenantId tenant)
    {
        if (isShared)
        {
            return tenant == defaultTenant ? settings.Database : null;
        }

        return tenant.Value.All(IsOfNames) ? settings.Database.Replace(KustoSettings.TenantPlaceholder, tenant.Value, StringComparison.Ordinal) : null;
    }

    // What names of databases may consist of.
    private static bool IsOfNames(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
}
