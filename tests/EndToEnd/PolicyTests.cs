using System.Net;
using System.Text;
using Xunit;

namespace ExposurePipeline.Tests.EndToEnd;

/// <summary>What a tenant decides is in force for its telemetry, and for nobody else's.</summary>
public sealed class PolicyTests
{
    [Fact]
    public async Task traffic_that_a_tenant_trusts_tags_no_device_of_it()
    {
        await using var run = await Run.StartAsync();
        using var http = new HttpClient { BaseAddress = run.Host.Endpoints.Http, DefaultRequestHeaders = { { "x-tenant-id", Run.Tenant } } };
        using var wrong = new StringContent("""{"trustedRanges":["everyone"]}""", Encoding.UTF8, "application/json");
        using var policy = new StringContent("""{"trustedRanges":["45.9.9.0/24"]}""", Encoding.UTF8, "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, (await http.PutAsync(new Uri("api/policy", UriKind.Relative), wrong)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.PutAsync(new Uri("api/policy", UriKind.Relative), policy)).StatusCode);
        Assert.Equal("45.9.9.0/24", (await run.GetAsync("api/policy")).GetProperty("effective").GetProperty("trustedRanges")[0].GetString());
        await run.SendAsync("connections", Connection(Run.Tenant, "trusted", "45.9.9.9"), Connection(Run.Tenant, "exposed", "9.9.9.9"), Connection("fabrikam", "other", "45.9.9.9"));
        await run.SettleAsync();

        Assert.Equal(["exposed", "other"], (await run.ReceiveAsync()).Select(message => message.Device).Order(StringComparer.Ordinal));
    }

    private static string Connection(string tenant, string device, string remote) =>
        $$$"""{"tenantId":"{{{tenant}}}","category":"AdvancedHunting-DeviceNetworkEvents","properties":{"Timestamp":"{{{DateTimeOffset.UtcNow:O}}}","DeviceId":"{{{device}}}","ActionType":"InboundConnectionAccepted","RemoteIP":"{{{remote}}}","RemotePort":40000,"LocalIP":"10.0.0.5","LocalPort":443,"Protocol":"Tcp"}}""";
}
