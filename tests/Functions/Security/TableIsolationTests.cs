using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Azure;
using ExposurePipeline.Tests.Functions.Azure;
using ExposurePipeline.Tests.Functions.Flow;
using ExposurePipeline.Tests.Support;
using Xunit;
using static ExposurePipeline.Tests.Functions.Azure.AzuriteStores;
using static ExposurePipeline.Tests.Functions.Azure.Changes;

namespace ExposurePipeline.Tests.Functions.Security;

/// <summary>What the store asks Table Storage on behalf of one tenant, on real Azurite: its own partitions and nothing else, whatever tenant and device are called.</summary>
public sealed partial class TableIsolationTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Buckets = 4;

    /// <summary>A tenant, and one that must stay apart from it.</summary>
    public static TheoryData<string, string> Tenants => new()
    {
        { "contoso", "contoso2" }, { "contoso2", "contoso" }, // one the other's beginning
        { "contoso", "contoso|1" }, { "contoso|1", "contoso" }, { "a!7cb", "a|b" }, { "a|b", "a!7cb" }, // what separates and escapes
        { "o'neil", "o''neil" }, { "x' or PartitionKey ne '", "y" }, { "x') or (true", "y" }, // what ends a literal
        { "t%7c1", "t|1" }, { "t/1", "t%2f1" }, { "t#1", "t" }, { "t?a=b", "t" }, { "t\\1", "t/1" }, { "a\u0000b", "ab" }, { "tab\t", "tab" }, { "..", "." }, // what a URL or a key takes for something else
        { "tenants", "policies" }, { "policies", "tenants" }, // partitions of the app's own
        { "é", "e\u0301" }, { "K", "\u212a" }, { "contoso", "CONTOSO" }, // the same to the eye or after normalisation
        { "数🖥", "数" },
    };

    public static TheoryData<string, string> Devices => new()
    {
        { "web", "web2" }, { "web|h", "web" }, { "o'neil' or RowKey ne '", "o" }, { "a/b\\c#d?e%f", "a" }, { "%2f", "/" }, { "!2f", "/" }, { "a\r\nb\u0001\u007f\u0085", "ab" }, { "é", "e\u0301" },
        { new string('|', DeviceId.MaxLength), new string('|', DeviceId.MaxLength - 1) }, // escaped three times as long, and still a key
        { new string('\u6570', DeviceId.MaxLength), "\u6570" },
    };

    [Theory]
    [MemberData(nameof(Tenants))]
    public async Task every_question_and_every_change_names_one_of_the_tenants_own_partitions(string own, string other)
    {
        var (name, asked) = (AzuriteFixture.CreateTableNameUnique("t"), new Recording());
        var (mine, theirs) = (Device("web", own), Device("web", other));
        var store = new TableExposureStore(Table(asked, name), Buckets, Gate, null);
        await store.SaveAsync([Change(theirs, state: "theirs").Indexed("{\"theirs\":1}").With(Entry(theirs, Noon, 1))], default);
        await store.SaveAsync([Change(mine, state: "mine").Indexed("{\"mine\":1}").With(Entry(mine, Noon, 2))], default);
        asked.Targets.Clear();

        var loaded = Assert.Single(await store.LoadAsync([mine], default));
        var devices = await ToListAsync(store.ListDevicesAsync(mine.Tenant, default));
        var index = await ToListAsync(store.ListIndexAsync(EntityKind.Device, mine.Tenant, default));
        var history = await ToListAsync(store.ListHistoryAsync(mine, default));

        Assert.Equal("mine", Text(loaded.State));
        Assert.Equal([mine], devices.Select(static each => each.Entity));
        Assert.Equal([(mine, "{\"mine\":1}")], index.Select(static each => (each.Entity, Text(each.Body))));
        Assert.All(history, entry => Assert.Equal(mine, entry.Device));
        Assert.Equal(2 + (2 * Buckets), asked.Targets.Count);
        string[] partitions = [.. Enumerable.Range(0, Buckets).Select(bucket => TableKeys.Partition(mine.Tenant, bucket))];
        Assert.All(asked.Targets, target => Assert.Contains(PartitionOf(target), partitions));
        Assert.DoesNotContain(partitions, partition => Enumerable.Range(0, Buckets).Any(bucket => TableKeys.Partition(theirs.Tenant, bucket) == partition));
    }

    [Theory]
    [MemberData(nameof(Tenants))]
    public async Task a_policy_is_the_tenants_that_wrote_it(string own, string other)
    {
        using var store = new TablePolicies(Table(new Recording(), AzuriteFixture.CreateTableNameUnique("t")), ExposurePolicy.Default, new FixedClock(Noon));
        var policy = new TenantPolicy { Window = TimeSpan.FromHours(7) };

        await store.SaveAsync(new(own), policy, new PolicyEdit("ann", Noon, null), default);

        Assert.Equal(TimeSpan.FromHours(7), (await store.FindAsync(new(own), default)).Policy.Window);
        Assert.Same(StoredPolicy.None, await store.FindAsync(new(other), default));
        Assert.Equal(ExposurePolicy.Default.Window, (await store.GetAsync(default)).For(new(other)).Window);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public async Task a_device_is_itself_whatever_it_is_called(string id, string other)
    {
        var store = Store(Table(new Recording(), AzuriteFixture.CreateTableNameUnique("t")), buckets: 1);
        var (mine, theirs) = (Device(id), Device(other));
        await store.SaveAsync([Change(mine, state: "mine").Indexed().With(Message(mine, "m1")).With(Entry(mine, Noon, 1))], default);
        await store.SaveAsync([Change(theirs, state: "theirs").With(Entry(theirs, Noon, 2))], default);

        Assert.Equal(["mine", "theirs"], (await store.LoadAsync([mine, theirs], default)).Select(static each => Text(each.State)));
        Assert.Equal(mine, Assert.Single(await ToListAsync(store.ListIndexAsync(EntityKind.Device, mine.Tenant, default))).Entity);
        Assert.Equal(mine, Assert.Single(await ToListAsync(store.ListHistoryAsync(mine, default))).Device);
        Assert.Equal(theirs, Assert.Single(await ToListAsync(store.ListHistoryAsync(theirs, default))).Device);
        Assert.Equal(mine, Assert.Single(await ToListAsync(store.ListOutboxAsync(Noon.AddTicks(1), default))).Message.Subject);
    }

    private StoreTable Table(Recording asked, string name)
    {
        var options = new TableClientOptions();
        options.AddPolicy(asked, HttpPipelinePosition.PerCall);
        return new(new Lazy<TableServiceClient>(() => new(azurite.ConnectionString, options)), name);
    }

    // Of a point read, or of a query whose filter begins with it and has no 'or' of its own.
    private static string PartitionOf(string target)
    {
        var match = Point().Match(target) is { Success: true } point ? point : Query().Match(target);
        Assert.True(match.Success, target);
        Assert.DoesNotMatch(Or(), Literal().Replace(target, ""));
        return match.Groups[1].Value.Replace("''", "'", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\(PartitionKey='((?:[^']|'')*)',RowKey='(?:[^']|'')*'\)$")]
    private static partial Regex Point();

    [GeneratedRegex(@"\(\)\?\$filter=PartitionKey eq '((?:[^']|'')*)' and RowKey ge '")]
    private static partial Regex Query();

    [GeneratedRegex("'(?:[^']|'')*'")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\b(or|not|ne)\b")]
    private static partial Regex Or();

    /// <summary>Keeps what reads are asked for, percent signs undone.</summary>
    private sealed class Recording : HttpPipelineSynchronousPolicy
    {
        public List<string> Targets { get; } = [];

        public override void OnSendingRequest(HttpMessage message)
        {
            if (message.Request.Method == RequestMethod.Get)
            {
                lock (Targets)
                {
                    Targets.Add(Uri.UnescapeDataString(message.Request.Uri.ToString()));
                }
            }
        }
    }
}
