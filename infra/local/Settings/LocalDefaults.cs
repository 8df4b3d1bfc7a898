namespace ExposurePipeline.Local.Settings;

/// <summary>The settings that the function app gets on one machine.</summary>
public static class LocalDefaults
{
    /// <summary>Names and choices that hold wherever the local host runs; they match <c>entities.json</c>.</summary>
    public static IReadOnlyDictionary<string, string> Values { get; } = new Dictionary<string, string>
    {
        ["FUNCTIONS_WORKER_RUNTIME"] = "custom",
        ["Hubs__Connections"] = "connections",
        ["Hubs__Scans"] = "scans",
        ["Hubs__Inventory"] = "inventory",
        ["Hubs__Observations"] = "observations",
        ["Hubs__Resources"] = "resources",
        ["Hubs__ConsumerGroup"] = "$Default",
        ["Hubs__ArchiveConsumerGroup"] = "archive",
        ["Topics__TagChanges"] = "tag-changes",
        ["Topics__Recommendations"] = "recommendations",
        ["Schedules__Expire"] = "* * * * * *",
        ["Schedules__Sweep"] = "30 * * * * *",
        ["Schedules__Analyse"] = "* * * * * *",
        ["Schedules__Archive"] = "0 * * * * *",
        ["Exposure__Buckets"] = "4", // a listing asks each, a batch is sent on in as many requests and committed in as many transactions: one machine has few cores for them
        ["Exposure__TransactionsAtOnce"] = "1", // Azurite keeps one rollback list for all transactions
        ["Exposure__RequestsPerMinute"] = "0", // one person at one machine
        ["Hunting__CallsPerMinute"] = "0",
        ["Hunting__TimePerCycle"] = "00:00:00",
    };

    /// <summary>The connections, named as the functions name them.</summary>
    public static IReadOnlyDictionary<string, string> Connections(string broker, string tables) => new Dictionary<string, string>
    {
        ["EventHubs"] = broker,
        ["ServiceBus"] = broker,
        ["ExposureStorage"] = tables,
    };

    /// <summary>Those variables of an environment that set something the app reads: a known name, or one in a known section.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Overrides(IEnumerable<KeyValuePair<string, string>> environment) =>
        environment.Where(v => IsSetting(v.Key));

    private static bool IsSetting(string name) =>
        name.Replace(":", "__", StringComparison.Ordinal).Split("__") is [var first, ..]
        && (Sections.Contains(first) || Values.ContainsKey(name));

    private static HashSet<string> Sections { get; } = new(StringComparer.OrdinalIgnoreCase)
        { "Hubs", "Topics", "Schedules", "Exposure", "Hunting", "Archive", "EventHubs", "ServiceBus", "ExposureStorage", "APPLICATIONINSIGHTS_CONNECTION_STRING" };
}
