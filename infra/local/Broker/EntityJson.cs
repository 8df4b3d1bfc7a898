using System.Text.Json;
using System.Xml;
using ExposurePipeline.Local.Broker.Topics;

namespace ExposurePipeline.Local.Broker;

/// <summary>Reads the Properties and Rules of one entity of the file.</summary>
internal static class EntityJson
{
    public static EntitySettings Settings(string name, JsonElement entity)
    {
        var defaults = new EntitySettings();
        if (!entity.TryGetProperty("Properties", out var properties))
            return defaults with { Rules = Rules(entity) };

        RefuseUnsupported(name, properties);
        return defaults with
        {
            LockDuration = Duration(properties, "LockDuration") ?? defaults.LockDuration,
            MaxDeliveryCount = properties.TryGetProperty("MaxDeliveryCount", out var most) ? most.GetInt32() : defaults.MaxDeliveryCount,
            DefaultMessageTimeToLive = Duration(properties, "DefaultMessageTimeToLive"),
            DeadLetteringOnMessageExpiration = Flag(properties, "DeadLetteringOnMessageExpiration"),
            RequiresDuplicateDetection = Flag(properties, "RequiresDuplicateDetection"),
            DuplicateDetectionHistoryTimeWindow = Duration(properties, "DuplicateDetectionHistoryTimeWindow") ?? defaults.DuplicateDetectionHistoryTimeWindow,
            Rules = Rules(entity),
        };
    }

    private static void RefuseUnsupported(string name, JsonElement properties)
    {
        if (Flag(properties, "RequiresSession"))
            throw new FormatException($"{name}: RequiresSession is true; REST has no session receive. Leave it out: session order is kept anyway.");
        foreach (var forward in (ReadOnlySpan<string>)["ForwardTo", "ForwardDeadLetteredMessagesTo"])
        {
            if (properties.TryGetProperty(forward, out var target) && target.GetString() is { Length: > 0 } path)
                throw new FormatException($"{name}: {forward} names {path}; forwarding is not supported.");
        }
    }

    private static List<Rule>? Rules(JsonElement entity) =>
        entity.TryGetProperty("Rules", out var rules) && rules.GetArrayLength() > 0 ? [.. rules.EnumerateArray().Select(ReadRule)] : null;

    private static Rule ReadRule(JsonElement rule)
    {
        var name = rule.GetProperty("Name").GetString()!;
        var properties = rule.GetProperty("Properties");
        if (properties.TryGetProperty("Action", out _) || (properties.TryGetProperty("SqlFilter", out var sql) && sql.TryGetProperty("Action", out _)))
            throw new FormatException($"rule {name}: actions are not supported.");
        return properties.TryGetProperty("SqlFilter", out sql)
            ? Rule.FromSql(name, sql.GetProperty("SqlExpression").GetString() ?? "")
            : Correlation(name, properties.GetProperty("CorrelationFilter"));
    }

    private static Rule Correlation(string name, JsonElement filter) => new()
    {
        Name = name,
        System = filter.EnumerateObject().Where(member => member.Name != "Properties").ToDictionary(member => member.Name, member => member.Value.GetString() ?? ""),
        Properties = filter.TryGetProperty("Properties", out var properties) ? properties.GetRawText() : null,
    };

    private static bool Flag(JsonElement properties, string name) => properties.TryGetProperty(name, out var flag) && flag.GetBoolean();

    private static TimeSpan? Duration(JsonElement properties, string name) =>
        properties.TryGetProperty(name, out var text) ? XmlConvert.ToTimeSpan(text.GetString() ?? "") : null;
}
