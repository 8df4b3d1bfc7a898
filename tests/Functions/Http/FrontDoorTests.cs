using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Tests.Functions.Flow;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Http;

public sealed class FrontDoorTests
{
    private static readonly string Tid = "http://schemas.microsoft.com/identity/claims/tenantid";

    private readonly FixedClock clock = new(new(2026, 3, 4, 12, 0, 30, TimeSpan.Zero));

    [Theory]
    [InlineData(null, null, false, "default")] // one machine, nothing said
    [InlineData(null, "contoso", false, "contoso")] // one machine, the header chooses
    [InlineData("contoso:Reader", null, true, "contoso")] // signed in
    [InlineData("contoso:Operator", "contoso", true, "contoso")] // names its own
    [InlineData("contoso:Reader", "CONTOSO", true, "contoso")] // ids compare without case, the token's spelling holds
    public void a_caller_sees_one_tenant(string? principal, string? header, bool inAzure, string tenant)
    {
        Assert.Null(Door(inAzure).Refuse(Request(principal, header), out var found));
        Assert.Equal(tenant, found.Value);
    }

    [Theory]
    [InlineData(null, "contoso", true, 401)] // in Azure a header is no proof
    [InlineData("contoso:Reader", "fabrikam", true, 403)] // another tenant
    [InlineData("contoso:Reader", "fabrikam", false, 403)] // nowhere
    [InlineData("contoso:Guest", null, true, 403)] // no role
    [InlineData(":Reader", null, true, 403)] // a token without a tenant
    [InlineData("!", null, true, 401)] // not what App Service writes
    [InlineData("~", null, true, 401)] // Base64 of something else
    public async Task a_caller_without_the_right_is_refused(string? principal, string? header, bool inAzure, int status) =>
        Assert.Equal(status, await StatusAsync(Door(inAzure), Request(principal, header)));

    [Theory]
    [InlineData("null", 401)] // no principal
    [InlineData("[]", 401)]
    [InlineData("{}", 403)] // no claims
    [InlineData("""{"claims":null}""", 403)]
    [InlineData("""{"claims":[null]}""", 403)] // no claim
    [InlineData("""{"claims":[{"typ":"tid"},{"val":"contoso"}]}""", 403)] // halves of one
    [InlineData("""{"claims":[{"typ":null,"val":null},{"typ":"tid","val":null}]}""", 403)]
    [InlineData("""{"claims":[null,{"typ":"tid","val":"contoso"},null,{"typ":"roles","val":"Reader"}]}""", null)] // between sound ones
    public async Task a_principal_with_nulls_is_refused_or_passes_by_what_is_left(string principal, int? status)
    {
        var request = Request();
        request.Headers[Caller.PrincipalHeader] = Convert.ToBase64String(Encoding.UTF8.GetBytes(principal));

        var refusal = Door(SignIn.ByAppService).Refuse(request, out _);

        Assert.Equal(status, refusal is null ? null : await StatusAsync(refusal, request));
    }

    [Theory]
    [InlineData("contoso:Operator", true, null)]
    [InlineData("contoso:Reader", true, 403)]
    [InlineData("contoso:Reader", false, 403)] // nowhere
    [InlineData(null, true, 401)]
    [InlineData(null, false, null)] // one machine: only loopback reaches the app
    public async Task what_changes_something_is_for_operators(string? principal, bool inAzure, int? status)
    {
        var request = Request(principal);
        request.Method = "PUT";

        var refusal = Door(inAzure).Refuse(request, RouteDemand.ReplacePolicy, out _);

        Assert.Equal(status, refusal is null ? null : await StatusAsync(refusal, request));
    }

    [Theory]
    [InlineData("name=Ann;preferred_username=ann@contoso.com", "ann@contoso.com")]
    [InlineData("name=Ann", "Ann")]
    [InlineData("appid=5f0d;oid=77aa", "5f0d")] // an application
    [InlineData("oid=77aa", "77aa")]
    [InlineData("x=y", "unnamed")]
    [InlineData(null, "local")] // one machine, nobody signs in
    public void a_visitor_has_the_name_of_its_token(string? claims, string expected)
    {
        var request = Request();
        request.Method = "PUT";
        if (claims is not null)
        {
            var all = claims.Split(';').Select(claim => claim.Split('=')).Select(pair => new { typ = pair[0], val = pair[1] }).Append(new { typ = "tid", val = "contoso" }).Append(new { typ = "roles", val = "Operator" });
            request.Headers["X-MS-CLIENT-PRINCIPAL"] = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { claims = all }));
        }

        Assert.Null(Door(SignIn.NotNeeded).Refuse(request, RouteDemand.ReplacePolicy, out var visitor));
        Assert.Equal(expected, visitor.Name);
    }

    [Fact]
    public async Task nobody_is_believed_in_azure_while_app_service_authentication_is_off() =>
        Assert.Equal(401, await StatusAsync(Door(SignIn.Impossible), Request("contoso:Operator")));

    [Fact]
    public async Task a_tenant_beyond_the_limit_is_refused() =>
        Assert.Equal(400, await StatusAsync(Door(), Request(null, new string('x', TenantId.MaxLength + 1))));

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task another_method_is_refused_and_the_right_one_named(string method)
    {
        var request = Request();
        request.Method = method;

        Assert.Equal(405, await StatusAsync(Door(), request));
        Assert.Equal("GET, HEAD", request.HttpContext.Response.Headers.Allow);
    }

    [Fact]
    public async Task a_large_body_is_refused()
    {
        var request = Request();
        request.ContentLength = RouteDemand.Read.MaxBody + 1;

        Assert.Equal(413, await StatusAsync(Door(), request));
    }

    [Fact]
    public async Task the_hundred_and_first_request_of_a_minute_is_refused_until_the_next_minute()
    {
        var door = Door();
        for (var n = 0; n < 100; n++)
        {
            Assert.Null(door.Refuse(Request(), out _));
        }

        var refused = Request();
        Assert.Equal(429, await StatusAsync(door, refused));
        Assert.Equal("30", refused.HttpContext.Response.Headers.RetryAfter);
        Assert.Null(door.Refuse(Request(null, "another"), out _)); // tenants do not spend each other's
        clock.Now = clock.Now.AddSeconds(30);
        Assert.Null(door.Refuse(Request(), out _));
    }

    [Fact]
    public async Task an_error_has_defenders_shape()
    {
        var request = Request("contoso:Reader", "fabrikam");
        Door().Refuse(request, out _);

        var body = await BodyAsync(Door(), request);

        Assert.Equal("""{"error":{"code":"Forbidden","message":"The caller belongs to another tenant.","target":"x-tenant-id"}}""", body);
    }

    private FrontDoor Door(bool inAzure) => Door(inAzure ? SignIn.ByAppService : SignIn.NotNeeded);

    private FrontDoor Door(SignIn signIn = SignIn.NotNeeded) => new(new Caller(new TenantId("default"), signIn), new RequestLimit(100, clock));

    private static HttpRequest Request(string? principal = null, string? header = null)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.Method = "GET";
        if (header is not null)
        {
            context.Request.Headers["x-tenant-id"] = header;
        }

        if (principal is not null)
        {
            context.Request.Headers["X-MS-CLIENT-PRINCIPAL"] = Encode(principal);
        }

        return context.Request;
    }

    private static string Encode(string principal)
    {
        if (principal is "!")
        {
            return principal;
        }

        var parts = principal.Split(':');
        var json = parts.Length < 2 ? principal : JsonSerializer.Serialize(new
        {
            auth_typ = "aad",
            claims = new[] { new { typ = Tid, val = parts[0] }, new { typ = "roles", val = parts[1] } },
        });
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(json));
    }

    private static Task<int> StatusAsync(FrontDoor door, HttpRequest request) => StatusAsync(door.Refuse(request, out _)!, request);

    private static async Task<int> StatusAsync(IResult answer, HttpRequest request)
    {
        await answer.ExecuteAsync(request.HttpContext);
        return request.HttpContext.Response.StatusCode;
    }

    private static async Task<string> BodyAsync(FrontDoor door, HttpRequest request)
    {
        var answer = Assert.IsType<IResult>(door.Refuse(request, out _), exactMatch: false);
        using var body = new MemoryStream();
        request.HttpContext.Response.Body = body;
        await answer.ExecuteAsync(request.HttpContext);
        return Encoding.UTF8.GetString(body.ToArray());
    }
}
