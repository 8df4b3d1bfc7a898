using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Functions.Azure;

/// <summary>The keys of table <c>resources</c>: a resource, its mark and its verdict share one of sixteen partitions a tenant, by the first digit of its key.</summary>
internal static class ResourceKeys
{
    /// <summary>The partition that lists the tenants and when they are due; no tenant's own lacks a <c>|</c>.</summary>
    public const string Tenants = "tenants";

    public const string Resources = "r|";
    public const string Marks = "c|";
    public const string Verdicts = "v|";
    public const string LogEntries = "l|";
    public const string LogEnd = "n";

    private const string Digits = "0123456789abcdef";
    private const int PrefixLength = 2;

    public static string Partition(TenantId tenant, ResourceKey resource) => Partition(tenant, resource.Text[0]);

    public static IReadOnlyList<string> Partitions(TenantId tenant) => [.. Digits.Select(digit => Partition(tenant, digit))];

    public static string Log(TenantId tenant) => $"{TableKeys.Escape(tenant.Value)}|log";

    public static string LogEntry(long number) => $"{LogEntries}{number:D19}";

    /// <summary>The resource a row belongs to.</summary>
    public static ResourceKey Read(string row) =>
        ResourceKey.TryParse(row.Length > PrefixLength ? row[PrefixLength..] : null, out var key) ? key : throw new FormatException($"'{row}' names no resource.");

    private static string Partition(TenantId tenant, char digit) => $"{TableKeys.Escape(tenant.Value)}|{digit}";
}
