using System.Collections.Concurrent;
using System.Text.Json;
using ExposurePipeline.Local.Broker.Filters;
using ExposurePipeline.Local.Broker.Storage;

namespace ExposurePipeline.Local.Broker.Topics;

/// <summary>Which queues, topics and subscriptions exist. What was created stays until it is deleted.</summary>
internal sealed class EntityCatalogue
{
    private readonly ConcurrentDictionary<string, Entity> _entities = new(StringComparer.OrdinalIgnoreCase);
    private readonly Journal _journal;

    public EntityCatalogue(Journal journal)
    {
        _journal = journal;
        foreach (var (id, path, kind, settings) in journal.Read(Rows))
            Add(id, path, Enum.Parse<EntityKind>(kind), JsonSerializer.Deserialize(settings, TopicJson.Default.EntitySettings)!, journal.Read(session => DeadLetterId(session, path)));
    }

    public IEnumerable<Entity> All => _entities.Values;

    public Entity? Find(string path) => _entities.GetValueOrDefault(path);

    public IEnumerable<Entity> SubscriptionsOf(Entity topic) => _entities.Values.Where(entity =>
        entity.Kind == EntityKind.Subscription && entity.Path.StartsWith(topic.Path + Entity.Subscriptions, StringComparison.OrdinalIgnoreCase));

    /// <summary>Creates the entity, or gives an existing one these settings.</summary>
    /// <exception cref="BrokerConfigurationException">A setting is out of range, a rule cannot be read, or the path is taken by another kind.</exception>
    public async Task<Entity> EnsureAsync(string path, EntityKind kind, EntitySettings settings)
    {
        Check(path, kind, settings);
        var (id, deadLetterId) = await _journal.WriteAsync(session => Store(session, path, kind, settings));
        return Add(id, path, kind, settings, deadLetterId);
    }

    /// <summary>Creates a subscription; null when there is one of this name.</summary>
    /// <exception cref="BrokerConfigurationException">As for <see cref="EnsureAsync"/>.</exception>
    public async Task<Entity?> CreateSubscriptionAsync(string path, EntitySettings settings)
    {
        Check(path, EntityKind.Subscription, settings);

        // Looked up by the writer: of two callers at once only one may create.
        var ids = await _journal.WriteAsync<(long Id, long DeadLetterId)?>(session =>
            session["SELECT id FROM entity WHERE path = $1"].Number(0, path) != 0 ? null : Store(session, path, EntityKind.Subscription, settings));
        return ids is { } stored ? Add(stored.Id, path, EntityKind.Subscription, settings, stored.DeadLetterId) : null;
    }

    private void Check(string path, EntityKind kind, EntitySettings settings)
    {
        if ((settings.Problem() ?? FirstRuleProblem(settings)) is { } problem)
            throw new BrokerConfigurationException($"{kind} {path}: {problem}.");
        if (Find(path) is { } present && present.Kind != kind)
            throw new BrokerConfigurationException($"{kind} {path}: the name is taken by a {present.Kind}.");
    }

    /// <summary>Removes a subscription with its messages and its dead letters.</summary>
    public async Task DeleteAsync(Entity entity)
    {
        _entities.TryRemove(entity.Path, out _);
        _entities.TryRemove(entity.Path + Entity.DeadLetterSuffix, out _);
        await _journal.WriteAsync(session =>
        {
            session["DELETE FROM message WHERE entity IN ($1, $2)"].Execute(entity.Id, entity.DeadLetterId);
            return session["DELETE FROM entity WHERE id IN ($1, $2)"].Execute(entity.Id, entity.DeadLetterId);
        });
    }

    private Entity Add(long id, string path, EntityKind kind, EntitySettings settings, long deadLetterId)
    {
        var arrival = Find(path)?.Arrival ?? new Signal();
        var entity = new Entity(id, path, kind, settings, deadLetterId) { Filters = Compile(settings), Arrival = arrival };
        _entities[path] = entity;
        if (deadLetterId != 0)
        {
            var deadLetters = path + Entity.DeadLetterSuffix;
            _entities[deadLetters] = new Entity(deadLetterId, deadLetters, EntityKind.DeadLetterQueue, settings, 0) { Owner = entity };
        }

        return entity;
    }

    private static IReadOnlyList<IFilter> Compile(EntitySettings settings) => settings.Rules is not { } rules
        ? [new ConstantFilter(true)]
        : [.. rules.Select(rule => rule.TryCompile(out var filter, out _) ? filter! : new ConstantFilter(false))];

    private static string? FirstRuleProblem(EntitySettings settings) =>
        settings.Rules?.Select(rule => rule.TryCompile(out _, out var problem) ? null : problem).FirstOrDefault(problem => problem is not null);

    private static (long Id, long DeadLetterId) Store(Session session, string path, EntityKind kind, EntitySettings settings)
    {
        var id = Store(session, path, kind.ToString(), JsonSerializer.Serialize(settings, TopicJson.Default.EntitySettings));
        return kind == EntityKind.Topic ? (id, 0) : (id, Store(session, path + Entity.DeadLetterSuffix, nameof(EntityKind.DeadLetterQueue), "{}"));
    }

    private static long Store(Session session, string path, string kind, string settings) => session[
        "INSERT INTO entity(path, kind, settings) VALUES($1, $2, $3) ON CONFLICT DO UPDATE SET settings = excluded.settings RETURNING id"]
        .Number(0, path, kind, settings);

    private static long DeadLetterId(Session session, string path) =>
        session["SELECT id FROM entity WHERE path = $1"].Number(0, path + Entity.DeadLetterSuffix);

    private static List<(long Id, string Path, string Kind, string Settings)> Rows(Session session)
    {
        var found = new List<(long, string, string, string)>();
        using var rows = session["SELECT id, path, kind, settings FROM entity WHERE kind <> 'DeadLetterQueue' ORDER BY id"].Query();
        while (rows.Read())
            found.Add((rows.GetInt64(0), rows.GetString(1), rows.GetString(2), rows.GetString(3)));
        return found;
    }
}
