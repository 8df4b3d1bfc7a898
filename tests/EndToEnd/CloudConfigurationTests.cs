using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Local.Configuration;
using ExposurePipeline.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.EndToEnd;

/// <summary>Configuration of three clouds through the running system: hub, function app, Azurite.</summary>
public sealed class CloudConfigurationTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, string> Contoso = new() { ["tenantId"] = Run.Tenant };

    [SampleFact]
    public async Task an_estate_is_judged_a_changed_rule_is_told_within_seconds_and_a_killed_app_loses_nothing()
    {
        await using var run = await Run.StartAsync();
        var estate = Sample();
        await run.SendAsync("resources", estate, properties: Contoso);
        var before = await WaitAsync(run, static verdicts => verdicts.Count > 0);
        output.WriteLine($"{before.Count} verdicts");

        var changed = Stopwatch.GetTimestamp();
        await run.SendAsync("resources", [Machine, Network, Interface, Address, Group("Deny")], properties: Contoso);
        await WaitAsync(run, verdicts => verdicts.Any(each => each.Key.EndsWith("/virtualmachines/e2e", StringComparison.Ordinal) && each.Value.Status == "NotReachable"));
        await run.SendAsync("resources", [Group("Allow")], properties: Contoso);
        var after = await WaitAsync(run, verdicts => verdicts.Any(each => each.Key.EndsWith("/virtualmachines/e2e", StringComparison.Ordinal) && each.Value.Status == "Reachable"));
        output.WriteLine($"a machine and then its rule were told after {Stopwatch.GetElapsedTime(changed).TotalSeconds:N1} s");
        Assert.Equal(before, after.Where(each => before.ContainsKey(each.Key)).ToDictionary()); // no other verdict was written again

        var machine = (await run.GetAsync("api/resources")).GetProperty("value").EnumerateArray().Single(each => each.GetProperty("resourceId").GetString()!.EndsWith("/virtualmachines/e2e", StringComparison.Ordinal));
        Assert.Equal(("Predicted", "tcp/22", "20.1.2.3"), (Text(machine.GetProperty("verdict")), Text(machine.GetProperty("reachablePorts")[0]), Text(machine.GetProperty("entrances")[0])));

        await run.SendAsync("resources", [Group("Deny"), .. estate], properties: Contoso);
        Kill(run);
        await run.SendAsync("resources", [Group("Deny")], properties: Contoso);
        var last = await WaitAsync(run, verdicts => verdicts.Any(each => each.Key.EndsWith("/virtualmachines/e2e", StringComparison.Ordinal) && each.Value.Status == "NotReachable"));
        Assert.Equal(before, last.Where(each => before.ContainsKey(each.Key)).ToDictionary());
    }

    private static string? Text(JsonElement value) => value.GetString();

    private static void Kill(Run run)
    {
        using var handler = Process.GetProcessById(run.Host.Functions.HandlerProcessId!.Value);
        handler.Kill(); // SIGKILL
    }

    private static List<ReadOnlyMemory<byte>> Sample() => [.. new ResourceEvents(new ConfigurationFiles([Repository.Shared("cloud", "batfish-azure")])).Bodies()];

    private const string Prefix = "/subscriptions/s/resourceGroups/g/providers/Microsoft.";

    private static ReadOnlyMemory<byte> Machine => Json("""{"id":"~Compute/virtualMachines/e2e","name":"e2e","type":"Microsoft.Compute/virtualMachines","properties":{"networkProfile":{"networkInterfaces":[{"id":"~Network/networkInterfaces/e2e"}]}}}""");

    private static ReadOnlyMemory<byte> Network => Json("""
        {"id":"~Network/virtualNetworks/v","name":"v","type":"Microsoft.Network/virtualNetworks","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},
         "subnets":[{"id":"~Network/virtualNetworks/v/subnets/a","name":"a","properties":{"addressPrefix":"10.0.0.0/24"}}]}}
        """);

    private static ReadOnlyMemory<byte> Interface => Json("""
        {"id":"~Network/networkInterfaces/e2e","type":"Microsoft.Network/networkInterfaces","properties":{"virtualMachine":{"id":"~Compute/virtualMachines/e2e"},"networkSecurityGroup":{"id":"~Network/networkSecurityGroups/e2e"},
         "ipConfigurations":[{"id":"~Network/networkInterfaces/e2e/ipConfigurations/c","name":"c","properties":{"primary":true,"privateIPAddress":"10.0.0.4","subnet":{"id":"~Network/virtualNetworks/v/subnets/a"},"publicIPAddress":{"id":"~Network/publicIPAddresses/e2e"}}}]}}
        """);

    private static ReadOnlyMemory<byte> Address => Json("""{"id":"~Network/publicIPAddresses/e2e","type":"Microsoft.Network/publicIPAddresses","sku":{"name":"Standard"},"properties":{"publicIPAddressVersion":"IPv4","ipAddress":"20.1.2.3"}}""");

    private static ReadOnlyMemory<byte> Group(string access) => Json($$$$"""
        {"id":"~Network/networkSecurityGroups/e2e","type":"Microsoft.Network/networkSecurityGroups","properties":{"securityRules":[{"name":"ssh","properties":{"priority":100,"access":"{{{{access}}}}","direction":"Inbound","protocol":"Tcp",
         "sourcePortRange":"*","destinationPortRange":"22","sourceAddressPrefix":"*","destinationAddressPrefix":"*"}}]}}
        """);

    private static ReadOnlyMemory<byte> Json(string body) => System.Text.Encoding.UTF8.GetBytes(body.Replace("~", Prefix, StringComparison.Ordinal));

    private static async Task<Dictionary<string, (string Status, string Version)>> WaitAsync(Run run, Predicate<Dictionary<string, (string Status, string Version)>> isReached)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var verdicts = await VerdictsAsync(run);
            if (isReached(verdicts) && await IsSettledAsync(run))
            {
                return verdicts.Count == (await VerdictsAsync(run)).Count ? await VerdictsAsync(run) : await WaitAsync(run, isReached);
            }

            await Task.Delay(200, patience.Token);
        }
    }

    private static async Task<bool> IsSettledAsync(Run run) => await run.Host.IsDrainedAsync(default)
        && !await Rows(run, "c").AnyAsync();

    private static async Task<Dictionary<string, (string Status, string Version)>> VerdictsAsync(Run run) =>
        await Rows(run, "v").ToDictionaryAsync(static row => row.GetString("Id")!, static row => (row.GetString("Status")!, row.GetDateTimeOffset("Judged")!.Value.ToString("O", CultureInfo.InvariantCulture)));

    private static AsyncPageable<TableEntity> Rows(Run run, string kind) =>
        new TableClient(run.Host.Endpoints.ExposureStorage, "resources").QueryAsync<TableEntity>($"RowKey ge '{kind}|' and RowKey lt '{kind}}}'");
}
