using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Policy.Documents;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Tests.Functions.Flow;
using ExposurePipeline.Tests.Functions.Http;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Security;

/// <summary>A caller of one tenant tries, on every route and by everything that a request can say, to see or change another's devices.</summary>
public sealed class TenantIsolationTests : IDisposable
{
    // In nothing that a caller of another tenant is ever told.
    private const string Secret = "onlyfabrikams";

    private readonly SecuredApp app = new();

    // The caller's tenant, and the other's.
    private static readonly (string Own, string Other)[] Pairs =
    [
        ("contoso", "fabrikam"), ("contoso", "contoso2"), ("contoso2", "contoso"), // one the other's beginning
        ("contoso", "contoso|1"), ("contoso|1", "contoso"), ("a!7cb", "a|b"), ("a|b", "a!7cb"), // what separates and escapes keys
        ("o'neil", "o''neil"), ("x' or PartitionKey ne '", "fabrikam"), ("t%7c1", "t|1"), ("t/1", "t%2f1"), ("tenants", "policies"), ("é", "e\u0301"), ("contoso", "CONTOSO"), ("a", "a "),
    ];

    public static TheoryData<string, int> RoutesAndPairs
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var (route, pair) in Route.All.Keys.Order(StringComparer.Ordinal).SelectMany(_ => Enumerable.Range(0, Pairs.Length), static (route, pair) => (route, pair)))
            {
                data.Add(route, pair);
            }

            return data;
        }
    }

    public void Dispose() => app.Dispose();

    [Theory]
    [MemberData(nameof(RoutesAndPairs))]
    public async Task nothing_of_another_tenant_is_told_or_changed(string function, int pair)
    {
        var (own, other) = (new TenantId(Pairs[pair].Own), new TenantId(Pairs[pair].Other));
        await KnowAsync(own, "ownname", "web");
        await KnowAsync(other, Secret, "web");
        await KnowAsync(other, Secret, "theirs");
        var before = await EverythingAsync(other);

        foreach (var asked in Attempts(own, other))
        {
            var told = await app.AskAsync(function, asked);
            Assert.DoesNotContain(Secret, told.Body + string.Concat(told.Headers.Select(static header => header.Value.ToString())), StringComparison.Ordinal);
        }

        Assert.Equal(before, await EverythingAsync(other));
    }

    [Fact]
    public async Task what_the_other_tenant_asks_is_answered_so_that_the_attempts_mean_something()
    {
        var other = new TenantId("fabrikam");
        await KnowAsync(other, Secret, "theirs");
        var principal = (Caller.PrincipalHeader, Principals.Of("fabrikam", "Operator"));

        foreach (var function in new[] { "ListMachines", "GetMachine", "ListDeviceInfo", "ListFindings", "ListInaccuracyReports", "GetInaccuracyReport", "ReadPolicy", "ReadTimeline", "ListResources", "GetResource" })
        {
            var told = await app.AskAsync(function, Asked.Of("theirs", "r1", principal));
            Assert.Contains(function is "ReadTimeline" ? "theirs" : Secret, told.Body, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<Asked> Attempts(TenantId own, TenantId other)
    {
        var principal = (Caller.PrincipalHeader, Principals.Of(own.Value, "Operator"));
        var (id, key) = (other.Value, "theirs");
        yield return Asked.Of("web", "r1", principal);
        yield return Asked.Of(key, "r1", principal);
        yield return Asked.Of("web", "r1", principal, (Caller.TenantHeader, id));
        yield return Asked.Of("web", "r1", principal, (Caller.TenantHeader, own.Value), (Caller.TenantHeader, id));
        yield return Asked.Of(key, "r1", principal, ("x-ms-client-principal-id", id), ("x-forwarded-tenant", id), ("X-Original-URL", $"/api/machines/{key}"));
        foreach (var path in new[] { $"{id}|d|{key}", $"d|{key}", $"../{id}/{key}", $"{key}' or '1' eq '1", $"{key}?x-tenant-id={id}", $"{key}\0", $"|{key}", $"!7c{key}", new string('x', 513) })
        {
            yield return Asked.Of(path, "r1", principal);
        }

        foreach (var query in new[]
        {
            $"?x-tenant-id={Uri.EscapeDataString(id)}&tenantId={Uri.EscapeDataString(id)}", $"?$filter=id eq '{key}'", "?$filter=id ne null&$count=true", "?all=true", "?$skip=0&$top=10000", "?$skip=1", "?format=streaming",
            $"?$filter=id eq 'x' or startswith(id,'')", $"?$filter=tenantId eq '{Uri.EscapeDataString(id)}'", "?$orderby=id", "?NextPartitionKey=1!8!cA--&NextRowKey=1",
        })
        {
            yield return Asked.Of("web", "r1", principal) with { Query = query };
        }
    }

    private async Task KnowAsync(TenantId tenant, string name, string id)
    {
        var device = EntityId.Of(tenant, new DeviceId(id));
        var ip = Answers.Ip("45.1.2.3");
        Observation[] seen =
        [
            Answers.Connection(App.Now.AddMinutes(-5)), new ProfileSeen(new(name, "Linux", null, null, null, null, null, null, null, null, [name], null, true, 1), App.Now.AddMinutes(-6)),
            new InaccuracyReported("r1", null, name, name, null, name, App.Now.AddMinutes(-4)),
        ];
        await app.App.Decrees.RunAsync(device, seen[0], default);
        await app.App.Decrees.RunAsync(device, seen[1], default);
        await app.App.Decrees.RunAsync(device, seen[2], default);
        await app.App.Decrees.RunAsync(EntityId.Of(tenant, ip), new PortAnswered(Transport.Tcp, 443, Sighting.At(App.Now.AddMinutes(-3)), name, name, "nmap"), default);
        app.Clouds.Know(tenant, CloudSamples.SecurityGroup(22).Replace("web", name, StringComparison.Ordinal), Instance(id, name));
        await app.App.Policies.SaveAsync(tenant, Policy(name), new PolicyEdit(name, App.Now, null), default);
    }

    private static string Instance(string id, string name) => CloudSamples.Aws[0]
        .Replace(CloudSamples.Instance, id, StringComparison.Ordinal).Replace("\"State\"", $"\"Tags\":[{{\"Key\":\"Name\",\"Value\":\"{name}\"}}],\"State\"", StringComparison.Ordinal);

    private static TenantPolicy Policy(string name) => TenantPolicyDocument.Read(Encoding.UTF8.GetBytes($$"""{"excludedProcesses":["{{name}}"]}"""), out var policy).Count == 0 ? policy : throw new FormatException(name);

    private async Task<string> EverythingAsync(TenantId tenant)
    {
        var states = await app.App.Store.ListDevicesAsync(tenant, default).Select(static each => $"{each.Entity} {each.Version} {Encoding.UTF8.GetString(each.State.Span)}").ToListAsync();
        var index = await app.App.Store.ListIndexAsync(EntityKind.Device, tenant, default).Select(static each => $"{each.Entity} {Encoding.UTF8.GetString(each.Body.Span)}").ToListAsync();
        var policy = await app.App.Policies.FindAsync(tenant, default);
        return string.Join('\n', states.Order(StringComparer.Ordinal).Concat(index.Order(StringComparer.Ordinal)).Append(policy.Version));
    }
}
