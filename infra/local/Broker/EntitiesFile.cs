using System.Text.Json;
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
