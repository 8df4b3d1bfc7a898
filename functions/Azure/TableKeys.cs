using System.Globalization;
using System.Text;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>The keys of table <c>exposure</c>. An entity is written <c>d|{id}</c> or <c>a|{address}</c> with its id escaped, so that <c>|</c> only ever separates.</summary>
internal static class TableKeys
{
    /// <summary>The partition that lists the tenants; no tenant's own partition lacks a <c>|</c>.</summary>
    public const string Tenants = "tenants";

    public const string States = "s|";
    public const string Devices = "s|d|";
    public const string Indexed = "f|";
    public const string Outbox = "o|";
    public const string History = "h|";

    // Forbidden in keys: / \ # ? and control characters. % upsets some clients of the service; ! escapes.
    private const string Escaped = "/\\#?|%!";

    public static string Partition(EntityId entity, int buckets) => Partition(entity.Tenant, entity.Share(buckets));

    public static string Partition(TenantId tenant, int bucket) => $"{Escape(tenant.Value)}|{bucket.ToString(CultureInfo.InvariantCulture)}";

    public static string Entity(EntityId entity) => Prefix(entity.Kind) + Escape(entity.Key);

    public static string State(EntityId entity) => States + Entity(entity);

    public static string Index(EntityId entity) => Indexed + Entity(entity);

    /// <summary>What the index rows of all devices, or of all addresses, begin with.</summary>
    public static string IndexOf(EntityKind kind) => Indexed + Prefix(kind);

    public static string OutboxRow(long number, string instance) => $"{Outbox}{number:x16}|{instance}";

    public static string HistoryOf(EntityId device) => $"{History}{Entity(device)}|";

    public static string HistoryRow(HistoryEntry entry) =>
        $"{HistoryOf(entry.Device)}{long.MaxValue - entry.At.UtcTicks:x16}|{Escape(entry.Kind)}|{Escape(entry.Key)}";

    /// <summary>The first key behind all keys that begin with a prefix.</summary>
    public static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    /// <summary>The entity a row belongs to, from its keys.</summary>
    /// <exception cref="FormatException">They name none.</exception>
    public static EntityId ReadEntity(string partition, string row)
    {
        var parts = row.Split('|', 4);
        return parts is [_, "d" or "a", { Length: > 0 }, ..]
            ? new(ReadTenant(partition), parts[1] == "d" ? EntityKind.Device : EntityKind.Address, Unescape(parts[2]))
            : throw new FormatException($"'{row}' names no entity.");
    }

    public static TenantId ReadTenant(string partition) => new(Unescape(partition.Split('|', 2)[0]));

    public static string Escape(string text)
    {
        if (!text.Any(MustEscape))
        {
            return text;
        }

        var key = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = MustEscape(c) ? key.Append(CultureInfo.InvariantCulture, $"!{(int)c:x2}") : key.Append(c);
        }

        return key.ToString();
    }

    public static string Unescape(string key)
    {
        var text = new StringBuilder(key.Length);
        for (var i = 0; i < key.Length; i++)
        {
            var escaped = key[i] == '!' && i + 2 < key.Length;
            text.Append(escaped ? (char)int.Parse(key.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : key[i]);
            i += escaped ? 2 : 0;
        }

        return text.ToString();
    }

    private static string Prefix(EntityKind kind) => kind is EntityKind.Device ? "d|" : "a|";

    private static bool MustEscape(char c) => c is < ' ' or (>= '\x7f' and <= '\x9f') || Escaped.Contains(c, StringComparison.Ordinal);
}
