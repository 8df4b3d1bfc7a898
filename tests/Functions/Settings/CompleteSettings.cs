namespace ExposurePipeline.Tests.Functions.Settings;

/// <summary>Settings that are complete and lead nowhere.</summary>
internal static class CompleteSettings
{
    public static Dictionary<string, string?> Create() => new()
    {
        ["Hubs__Connections"] = "connections",
        ["Hubs__Scans"] = "scans",
        ["Hubs__Inventory"] = "inventory",
        ["Hubs__Observations"] = "observations",
        ["Hubs__Resources"] = "resources",
        ["Hubs__ConsumerGroup"] = "$Default",
        ["Hubs__ArchiveConsumerGroup"] = "archive",
        ["Schedules__Expire"] = "0 * * * * *",
        ["Schedules__Sweep"] = "30 * * * * *",
        ["Schedules__Analyse"] = "* * * * * *",
        ["Schedules__Archive"] = "0 0 0 1 1 *",
        ["EventHubs"] = Bus,
        ["ServiceBus"] = Bus,
        ["ExposureStorage"] = "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;TableEndpoint=http://127.0.0.1:1/a;",
    };

    private const string Bus = "Endpoint=sb://127.0.0.1:1/;SharedAccessKeyName=a;SharedAccessKey=YQ==;UseDevelopmentEmulator=true";
}
