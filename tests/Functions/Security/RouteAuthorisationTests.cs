using System.Text.Json;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Settings;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Security;

/// <summary>Every HTTP function, as its attributes declare it, tried by everybody who may and may not.</summary>
public sealed class RouteAuthorisationTests : IDisposable
{
    private readonly SecuredApp app = new();

    /// <summary>Callers, and what a route for readers and one for operators answers them; 0 where they may pass.</summary>
    private static readonly Dictionary<string, (int ForReaders, int ForOperators, string[] Principals)> Callers = new()
    {
        ["nobody"] = (401, 401, []),
        ["an empty principal"] = (401, 401, [""]),
        ["a reader"] = (0, 403, [Principals.Of("contoso", "Reader")]),
        ["an operator"] = (0, 0, [Principals.Of("contoso", "Operator")]),
        ["a guest"] = (403, 403, [Principals.Of("contoso", "Guest")]),
        ["a role in other letters"] = (403, 403, [Principals.Of("contoso", "OPERATOR")]),
        ["a role among others in one text"] = (403, 403, [Principals.Of("contoso", "Reader,Operator")]),
        ["no tenant"] = (403, 403, [Principals.Of("", "Operator")]),
        ["a tenant too long"] = (403, 403, [Principals.Of(new string('x', 65), "Operator")]),
        ["two tenants in one token"] = (403, 403, [Principals.Encode(new { claims = new[] { Principals.Claim("tid", "contoso"), Principals.Claim("tid", "fabrikam"), Principals.Claim("roles", "Operator") } })]),
        ["another type of claim"] = (403, 403, [Principals.Encode(new { claims = new[] { Principals.Claim("tid", "contoso"), Principals.Claim("role", "Operator") } })]),
        ["two principals"] = (401, 401, [Principals.Of("contoso", "Operator"), Principals.Of("fabrikam", "Operator")]),
        ["no Base64"] = (401, 401, ["{\"claims\":[]}"]),
        ["Base64 of nothing JSON"] = (401, 401, ["AAECAwQ="]),
        ["claims that are none"] = (401, 401, [Principals.Encode(new { claims = 5 })]),
        ["claims with a hole"] = (403, 403, [Principals.Encode(new { claims = new object?[] { null } })]),
        ["no claims"] = (403, 403, [Principals.Encode(new { })]),
        ["null"] = (401, 401, ["bnVsbA=="]),
        ["half a surrogate pair"] = (401, 401, [Convert.ToBase64String("{\"claims\":[{\"typ\":\"tid\",\"val\":\"\\ud800\"}]}"u8)]),
        ["a principal of a megabyte"] = (401, 401, [new string('A', 1 << 20)]),
        ["depth without end"] = (401, 401, [Convert.ToBase64String([.. Enumerable.Repeat((byte)'[', 100_000)])]),
    };

    public static TheoryData<string> Routes => [.. Route.All.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string, string> RoutesAndCallers
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (route, caller) in Route.All.Keys.Order(StringComparer.Ordinal).SelectMany(_ => Callers.Keys, static (route, caller) => (route, caller)))
            {
                data.Add(route, caller);
            }

            return data;
        }
    }

    public void Dispose() => app.Dispose();

    [Fact]
    public void every_http_function_says_here_who_may_use_it() =>
        Assert.Equal(Ask.All.Keys.Order(StringComparer.Ordinal), Route.All.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(RoutesAndCallers))]
    public async Task only_who_may_is_answered(string function, string caller)
    {
        var (forReaders, forOperators, principals) = Callers[caller];

        var told = await app.AskAsync(function, Of([.. principals.Select(static principal => (Caller.PrincipalHeader, principal))]));

        var expected = Ask.All[function].Right switch { Right.Anybody => 0, Right.Reader => forReaders, _ => forOperators };
        Assert.True(expected == 0 ? told.Status is not (401 or 403) : told.Status == expected, $"{told.Status} {told.Body}");
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task nobody_is_believed_while_app_service_authentication_is_off(string function)
    {
        using var open = new SecuredApp(SignIn.Impossible);

        var told = await open.AskAsync(function, Of((Caller.PrincipalHeader, Principals.Of("contoso", "Operator"))));

        Assert.True(Ask.All[function].Right is Right.Anybody || told.Status == 401, $"{told.Status}");
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task another_method_is_told_which_one_there_is(string function)
    {
        var (route, ask) = (Route.All[function], Ask.All[function]);
        foreach (var method in new[] { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get2" }.Except(ask.Method == "GET" ? ["GET", "HEAD"] : [ask.Method]))
        {
            var told = await app.AskAsync(route, method, ask.Body, Of((Caller.PrincipalHeader, Principals.Of("contoso", "Operator"))));

            Assert.Equal(405, told.Status);
            Assert.Equal(ask.Method == "GET" ? "GET, HEAD" : ask.Method, told.Headers.Allow);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task every_answer_is_json_for_one_caller_and_says_so(string function)
    {
        (string, string)[][] callers = [[], [(Caller.PrincipalHeader, Principals.Of("contoso", "Operator"))], [(Caller.PrincipalHeader, Principals.Of("contoso", "Reader")), (Caller.TenantHeader, "fabrikam")]];
        foreach (var headers in callers)
        {
            var told = await app.AskAsync(function, Of(headers));

            Assert.Equal("nosniff", told.Headers.XContentTypeOptions);
            Assert.Equal("no-store", told.Headers.CacheControl);
            Assert.StartsWith("application/json", told.Headers.ContentType, StringComparison.Ordinal);
            Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(told.Body).RootElement.ValueKind);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task a_body_beyond_the_routes_limit_is_refused_whether_or_not_its_length_was_said(string function)
    {
        var (route, ask) = (Route.All[function], Ask.All[function]);
        if (ask.Right is Right.Anybody)
        {
            return; // reads no body
        }

        var asked = Of((Caller.PrincipalHeader, Principals.Of("contoso", "Operator")));
        Assert.Equal(413, (await app.AskAsync(route, ask.Method, ask.Body, asked with { Length = ask.MaxBody + 1 })).Status);
        if (ask.Body is not null)
        {
            Assert.Equal(413, (await app.AskAsync(route, ask.Method, new string(' ', (int)ask.MaxBody) + ask.Body, asked)).Status);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task too_many_requests_are_told_when_to_come_again(string function)
    {
        using var limited = new SecuredApp(perMinute: 2);
        var told = new List<Told>();
        for (var n = 0; n < 3; n++)
        {
            told.Add(await limited.AskAsync(function, Of((Caller.PrincipalHeader, Principals.Of("contoso", "Operator")))));
        }

        Assert.All(told[..2], static each => Assert.NotEqual(429, each.Status));
        Assert.True(Ask.All[function].Right is Right.Anybody || told[2] is { Status: 429 }, $"{told[2].Status}");
        Assert.True(Ask.All[function].Right is Right.Anybody || int.Parse(told[2].Headers.RetryAfter.ToString(), null) is >= 1 and <= 60);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task a_tenant_that_is_named_twice_is_refused(string function)
    {
        using var open = new SecuredApp(SignIn.NotNeeded);

        var told = await open.AskAsync(function, Of((Caller.TenantHeader, "contoso"), (Caller.TenantHeader, "fabrikam")));

        Assert.True(Ask.All[function].Right is Right.Anybody || told.Status == 400, $"{told.Status}");
    }

    private static Asked Of(params (string Name, string Value)[] headers) => Asked.Of("web", "r1", headers);
}
