using System.Text.Json;
using System.Xml;
using ExposurePipeline.Local.Broker.Topics;

namespace ExposurePipeline.Local.Broker;

/// <summary>
/// A configuration in the shape of both official emulators' Config.json, in one file: <c>UserConfig.NamespaceConfig</c> declares hubs,
/// <c>UserConfig.Namespaces</c> queues and topics. Forwarding, sessions and rule actions are refused by name: they would silently not work.
/// </summary>
internal sealed class EntitiesFile
{
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly string _path;
    private readonly JsonElement _root;

    private EntitiesFile(string path, JsonElement root) => (_path, _root) = (path, root);

    public static EntitiesFile Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            var found = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("UserConfig", out var root);
            return found ? new(path, document.RootElement.GetProperty("UserConfig").Clone()) : throw new BrokerConfigurationException($"Entities file {path}: there is no UserConfig.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new BrokerConfigurationException($"Entities file {path}: {fault.Message}");
        }
    }

    public async Task DeclareAsync(BrokerState state)
    {
        try
        {
            foreach (var hub in Items(_root, "NamespaceConfig").SelectMany(space => Items(space, "Entities")))
                await state.Hubs.EnsureAsync(Name(hub), hub.GetProperty("PartitionCount").GetInt32(), [.. Items(hub, "ConsumerGroups").Select(Name)]);
            foreach (var space in Items(_root, "Namespaces"))
                await DeclareAsync(state.Entities, space);
            if (state.Hubs.All.FirstOrDefault(hub => state.Entities.Find(hub.Name) is not null) is { } twice)
                throw new FormatException($"'{twice.Name}' names a hub and a queue or topic; both would be one address.");
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new BrokerConfigurationException($"Entities file {_path}: {fault.Message}");
        }
    }

    private static async Task DeclareAsync(EntityCatalogue entities, JsonElement space)
    {
        foreach (var queue in Items(space, "Queues"))
            await entities.EnsureAsync(Name(queue), EntityKind.Queue, EntityJson.Settings(Name(queue), queue));

        foreach (var topic in Items(space, "Topics"))
        {
            await entities.EnsureAsync(Name(topic), EntityKind.Topic, EntityJson.Settings(Name(topic), topic));
            foreach (var subscription in Items(topic, "Subscriptions"))
                await entities.EnsureAsync(Name(topic) + Entity.Subscriptions + Name(subscription), EntityKind.Subscription, EntityJson.Settings(Name(subscription), subscription));
        }
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) ? list.EnumerateArray() : default;

    private static string Name(JsonElement element) => element.GetProperty("Name").GetString() ?? throw new FormatException("a Name is null.");
}

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
