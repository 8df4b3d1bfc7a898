using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace ExposurePipeline.Functions.Settings;

/// <summary>Everything that is configured, checked once at start.</summary>
/// <param name="Hubs">Event hubs by name.</param>
/// <param name="Topics">Topics by name.</param>
/// <param name="Schedules">When timers run.</param>
/// <param name="Exposure">The operator's choices.</param>
/// <param name="Hunting">What queries may take, and where they are answered.</param>
/// <param name="Archive">Where connection events are kept for queries.</param>
/// <param name="EventHubs">How to reach the hubs.</param>
/// <param name="ServiceBus">How to reach the topics.</param>
/// <param name="ExposureStorage">How to reach the tables.</param>
/// <param name="ApplicationInsights">Connection string of Application Insights; null loads no telemetry SDK at all.</param>
/// <param name="SignIn">What vouches for HTTP callers.</param>
public sealed record AppSettings(
    HubSettings Hubs, TopicSettings Topics, ScheduleSettings Schedules, ExposureSettings Exposure, HuntingSettings Hunting, ArchiveSettings Archive,
    ConnectionSettings EventHubs, ConnectionSettings ServiceBus, ConnectionSettings ExposureStorage,
    string? ApplicationInsights, SignIn SignIn)
{
    /// <summary>Reads and checks all settings; a single line names what is missing or wrong.</summary>
    public static bool TryRead(IConfiguration configuration, [NotNullWhen(true)] out AppSettings? settings, [NotNullWhen(false)] out string? problem)
    {
        var reader = new SettingsReader(configuration);
        settings = Read(reader);
        problem = reader.Problems.Count == 0 ? null : "Configuration: " + string.Join("; ", reader.Problems) + ".";
        settings = problem is null ? settings : null;
        return problem is null;
    }

    private static AppSettings Read(SettingsReader reader) => new(
        HubSettings.Read(reader),
        TopicSettings.Read(reader),
        ScheduleSettings.Read(reader),
        ExposureSettings.Read(reader),
        HuntingSettings.Read(reader),
        ArchiveSettings.Read(reader),
        ConnectionSettings.ReadNamespace(reader, ConnectionSettings.EventHubs),
        ConnectionSettings.ReadNamespace(reader, ConnectionSettings.ServiceBus),
        ConnectionSettings.ReadStorage(reader),
        reader.Optional("APPLICATIONINSIGHTS_CONNECTION_STRING"),
        ReadSignIn(reader));

    // App Service sets both, the second one to True where its authentication is on; neither the local host nor Core Tools sets any.
    private static SignIn ReadSignIn(SettingsReader reader) => (reader.Optional("WEBSITE_INSTANCE_ID"), reader.Optional("WEBSITE_AUTH_ENABLED")) switch
    {
        (null, _) => SignIn.NotNeeded,
        (_, { } enabled) when enabled.Equals("true", StringComparison.OrdinalIgnoreCase) => SignIn.ByAppService,
        _ => SignIn.Impossible,
    };
}
