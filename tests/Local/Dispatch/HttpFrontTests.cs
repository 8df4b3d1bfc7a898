using System.Net;
using System.Text;
using ExposurePipeline.Local.Dispatch.App;
using ExposurePipeline.Local.Dispatch.Handler;
using ExposurePipeline.Local.Dispatch.Http;
using Xunit;

namespace ExposurePipeline.Tests.Local.Dispatch;

public sealed class HttpFrontTests : IAsyncLifetime, IDisposable
{
    private static readonly FunctionApp App = new("/app", new HostFile(), [
        Http("ListMachines", "machines", "get"),
        Http("GetMachine", "machines/{id}", "get"),
        Http("Health", null, "get", "post")]);

    private HttpClient _http = null!;
    private HandlerClient _client = null!;
    private ScriptedHandler _handler = null!;
    private HttpFront _front = null!;

    public async Task InitializeAsync()
    {
        _handler = await ScriptedHandler.StartAsync();
        _client = new(TimeSpan.FromMinutes(1));
        _front = await HttpFront.StartAsync(App, 0, new(_handler, _client), default);
        _http = new() { BaseAddress = _front.Address };
    }

    public async Task DisposeAsync()
    {
        await _front.DisposeAsync();
        await _handler.DisposeAsync();
    }

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task a_request_reaches_the_handler_as_it_came()
    {
        _handler.Then(201, "{\"made\":true}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/Health?$filter=a%20eq%20'b'&x=1") { Content = new StringContent("body", Encoding.UTF8, "text/x-own") };
        request.Headers.Add("x-tenant-id", "contoso");

        using var response = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("{\"made\":true}", await response.Content.ReadAsStringAsync());
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var asked = Assert.Single(_handler.Requests);
        Assert.Equal(("POST", "/api/Health?$filter=a%20eq%20'b'&x=1"), (asked.Method, asked.Target));
        Assert.Equal("body", Encoding.UTF8.GetString(asked.Body));
        Assert.Equal("contoso", asked.Headers["x-tenant-id"]);
        Assert.StartsWith("text/x-own", asked.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.True(asked.Headers.ContainsKey("X-Azure-Functions-InvocationId"));
    }

    [Theory]
    [InlineData("GET", "/api/machines", 200)]
    [InlineData("GET", "/api/machines/4b2f", 200)]
    [InlineData("POST", "/api/machines", 404)] // the real host knows no 405: the method is part of the route
    [InlineData("GET", "/machines", 404)] // without the prefix
    [InlineData("GET", "/api/machines/4b2f/more", 404)]
    [InlineData("GET", "/", 404)]
    public async Task routes_come_from_the_functions(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await _http.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 200 ? 1 : 0, _handler.Requests.Count);
    }

    [Fact]
    public async Task an_error_of_the_handler_is_passed_on_with_its_body()
    {
        _handler.Then(429, "{\"error\":{\"code\":\"TooManyRequests\"}}");

        using var response = await _http.GetAsync(new Uri("/api/machines", UriKind.Relative));

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Contains("TooManyRequests", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task while_the_handler_restarts_callers_are_told_to_come_back()
    {
        _handler.Address = null;

        using var response = await _http.GetAsync(new Uri("/api/machines", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
        Assert.Equal(("no-store", "nosniff"), (response.Headers.CacheControl?.ToString(), string.Join(' ', response.Headers.GetValues("X-Content-Type-Options"))));
        Assert.Contains("\"code\":\"ServiceUnavailable\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_handler_that_dies_in_the_middle_is_a_bad_gateway()
    {
        _handler.Then(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        using var response = await _http.GetAsync(new Uri("/api/machines", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
    }

    private static FunctionFile Http(string name, string? route, params string[] methods) =>
        new() { Name = name, Bindings = [new() { Type = "httpTrigger", Name = "request", Route = route, Methods = methods }] };
}
