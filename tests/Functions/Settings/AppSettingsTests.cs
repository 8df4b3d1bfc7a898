using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Settings;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Settings;

public sealed class AppSettingsTests
{
    [Fact]
    public void what_is_not_configured_has_the_defaults_of_the_policy()
    {
        Assert.True(TryRead([], out var settings, out _));

        Assert.Equivalent(ExposurePolicy.Default, settings!.Exposure.Policy);
        Assert.Equal((32, 0, 100, "tag-changes"), (settings.Exposure.Buckets, settings.Exposure.TransactionsAtOnce, settings.Exposure.RequestsPerMinute, settings.Topics.TagChanges));
        Assert.Null(settings.ApplicationInsights);
        Assert.Equal(SignIn.NotNeeded, settings.SignIn);
    }

    [Theory]
    [InlineData(null, "True", SignIn.NotNeeded)] // one machine, whatever else is set
    [InlineData("instance", "True", SignIn.ByAppService)]
    [InlineData("instance", "False", SignIn.Impossible)] // switched off
    [InlineData("instance", null, SignIn.Impossible)] // never configured
    public void who_vouches_for_callers_is_read_off_app_service(string? instance, string? authentication, SignIn expected)
    {
        (string, string?)[] set = [("WEBSITE_INSTANCE_ID", instance), ("WEBSITE_AUTH_ENABLED", authentication)];
        Assert.True(TryRead([.. set.Where(static s => s.Item2 is not null).Select(static s => (s.Item1, s.Item2!))], out var settings, out _));

        Assert.Equal(expected, settings!.SignIn);
    }

    [Fact]
    public void every_choice_of_the_operator_reaches_the_policy()
    {
        Assert.True(TryRead(
            [
                ("Exposure__Window", "7.00:00:00"), ("Exposure__Resolution", "00:00:00"), ("Exposure__ClockSkew", "00:01:00"), ("Exposure__History", "1.00:00:00"),
                ("Exposure__OwnRanges", "192.0.2.0/24, 2001:db8::/32"), ("Exposure__TrustedRanges", "198.51.100.7"), ("Exposure__ExcludedProcesses", "a.exe,b.exe"),
                ("Exposure__ScannerRanges", "203.0.113.0/28"), ("Exposure__ProbeWindow", "00:02:00"),
                ("Exposure__DefaultTenant", "contoso"), ("Exposure__Buckets", "16"), ("Exposure__TransactionsAtOnce", "1"),
            ],
            out var settings, out _));

        var policy = settings!.Exposure.Policy;
        Assert.Equal((TimeSpan.FromDays(7), TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)), (policy.Window, policy.Resolution, policy.ClockSkew, policy.History));
        Assert.Equal(["192.0.2.0/24", "2001:db8::/32"], policy.OwnRanges.Select(static range => range.ToString()));
        Assert.Equal("198.51.100.7/32", Assert.Single(policy.TrustedRanges).ToString());
        Assert.Equal(("203.0.113.0/28", TimeSpan.FromMinutes(2)), (Assert.Single(policy.ScannerRanges).ToString(), policy.ProbeWindow));
        Assert.Equal(["a.exe", "b.exe"], policy.ExcludedProcesses);
        Assert.Equal((new TenantId("contoso"), 16, 1), (policy.DefaultTenant, settings.Exposure.Buckets, settings.Exposure.TransactionsAtOnce));
    }

    [Theory]
    [InlineData("Hubs__Connections", null, "Hubs__Connections is missing")] // a trigger names it
    [InlineData("Hubs__Observations", "", "Hubs__Observations is missing")] // empty is not set
    [InlineData("Hubs__ConsumerGroup", null, "Hubs__ConsumerGroup is missing")]
    [InlineData("Schedules__Expire", null, "Schedules__Expire is missing")]
    [InlineData("EventHubs", null, "EventHubs is missing: a connection string, or EventHubs__fullyQualifiedNamespace")] // both ways are named
    [InlineData("ServiceBus", null, "ServiceBus is missing")]
    [InlineData("ExposureStorage", null, "ExposureStorage__tableServiceUri")]
    [InlineData("ExposureStorage__tableServiceUri", "contoso", "ExposureStorage__tableServiceUri is 'contoso' but must be an absolute http(s) address")]
    [InlineData("EventHubs__fullyQualifiedNamespace", "sb://x/", "EventHubs__fullyQualifiedNamespace is 'sb://x/' but must be a host name")]
    [InlineData("Exposure__Window", "two days", "Exposure__Window is 'two days' but must be a duration")]
    [InlineData("Exposure__Window", "00:00:00", "Exposure__Window is '00:00:00'")] // nothing would ever be tagged
    [InlineData("Exposure__ClockSkew", "-00:01:00", "Exposure__ClockSkew is '-00:01:00'")]
    [InlineData("Exposure__OwnRanges", "192.0.2.0/24,192.0.2.1/24", "Exposure__OwnRanges is '192.0.2.1/24'")] // host bits set
    [InlineData("Exposure__ScannerRanges", "203.0.113.1/28", "Exposure__ScannerRanges is '203.0.113.1/28'")]
    [InlineData("Exposure__ProbeWindow", "soon", "Exposure__ProbeWindow is 'soon' but must be a duration")]
    [InlineData("Exposure__TrustedRanges", "everyone", "Exposure__TrustedRanges is 'everyone'")]
    [InlineData("Exposure__Buckets", "100", "Exposure__Buckets is '100' but must be a power of two from 1 to 4096")]
    [InlineData("Exposure__Buckets", "8192", "Exposure__Buckets is '8192'")]
    [InlineData("Exposure__TransactionsAtOnce", "-1", "Exposure__TransactionsAtOnce is '-1'")]
    [InlineData("Hunting__CallsPerMinute", "many", "Hunting__CallsPerMinute is 'many' but must be a number from 0 (no limit)")]
    [InlineData("Hunting__QueriesAtOnce", "0", "Hunting__QueriesAtOnce is '0' but must be a number from 1 to 64")]
    [InlineData("Hunting__MaxTime", "00:00:00", "Hunting__MaxTime is '00:00:00' but must be a duration")]
    [InlineData("Hunting__ReferenceFolder", "/no/such", "Hunting__ReferenceFolder is '/no/such' but must be a folder that exists")]
    [InlineData("Hunting__Kusto__Cluster", "adx", "Hunting__Kusto__Cluster is 'adx' but must be an absolute http(s) address")]
    [InlineData("Hunting__Kusto__Cluster", "http://adx", "Hunting__Kusto__Cluster is 'http://adx' but must be an https address")]
    [InlineData("Hunting__Kusto__Cluster", "https://adx.westeurope.kusto.windows.net", "Hunting__Kusto__Database is missing: the database of each tenant")]
    [InlineData("Hubs__ArchiveConsumerGroup", null, "Hubs__ArchiveConsumerGroup is missing")]
    [InlineData("Schedules__Archive", null, "Schedules__Archive is missing")]
    [InlineData("Archive__Container", "My Archive", "Archive__Container is 'My Archive' but must be a container's name")]
    [InlineData("Archive__Retention", "for ever", "Archive__Retention is 'for ever' but must be a duration")]
    [InlineData("ExposureStorage__blobServiceUri", "contoso", "ExposureStorage__blobServiceUri is 'contoso' but must be an absolute http(s) address")]
    public void a_missing_or_wrong_setting_is_named_in_one_line(string name, string? value, string expected)
    {
        Assert.False(TryRead([(name, value)], out _, out var problem));

        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.Single(problem!.Split('\n'));
        Assert.Single(problem!.Split("; "));
    }

    [Theory]
    [InlineData(null, "ExposureStorage__blobServiceUri is missing")]
    [InlineData("Archive__Folder", null)] // one machine needs no blobs
    public void identity_needs_the_address_of_the_blobs_unless_a_folder_keeps_the_archive(string? set, string? expected)
    {
        TryRead([("ExposureStorage", null), ("ExposureStorage__tableServiceUri", "https://contoso.table.core.windows.net"), (set ?? "Other", "/data")], out _, out var problem);

        Assert.Equal(expected is null, problem is null);
        Assert.Contains(expected ?? "", problem ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void all_problems_are_told_at_once()
    {
        Assert.False(TryRead([("Hubs__Scans", null), ("Exposure__Window", "x")], out _, out var problem));

        Assert.StartsWith("Configuration: Hubs__Scans is missing", problem, StringComparison.Ordinal);
        Assert.Contains("; Exposure__Window is 'x'", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void identity_needs_an_address_only()
    {
        Assert.True(TryRead(
            [
                ("EventHubs", null), ("EventHubs__fullyQualifiedNamespace", "contoso.servicebus.windows.net"), ("EventHubs__clientId", "c"),
                ("ExposureStorage", null), ("ExposureStorage__tableServiceUri", "https://contoso.table.core.windows.net"),
                ("ExposureStorage__blobServiceUri", "https://contoso.blob.core.windows.net"),
            ],
            out var settings, out _));

        Assert.Equal(new ConnectionSettings(null, "contoso.servicebus.windows.net", "c"), settings!.EventHubs);
        Assert.Equal(new ConnectionSettings(null, "https://contoso.table.core.windows.net/", null), settings.ExposureStorage);
        Assert.Equal(new ArchiveSettings("archive", null, new("https://contoso.blob.core.windows.net"), TimeSpan.FromDays(30)), settings.Archive);
    }

    private static bool TryRead((string Name, string? Value)[] changes, out AppSettings? settings, out string? problem)
    {
        var all = CompleteSettings.Create();
        foreach (var (name, value) in changes)
        {
            all[name] = value;
        }

        // As the environment provider does.
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all.ToDictionary(static each => each.Key.Replace("__", ":", StringComparison.Ordinal), static each => each.Value)).Build();
        return AppSettings.TryRead(configuration, out settings, out problem);
    }
}
