using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Worker;

public sealed class HttpFunctionCalls
{
    [Theory]
    [InlineData("GET", "/api/things/7?q=a%20b", HttpStatusCode.OK, """{"id":"7","q":"a b","path":"/api/things/7"}""")]
    [InlineData("GET", "/api/things/summary", HttpStatusCode.OK, "summary of 127.0.0.1")] // a literal goes before a parameter
    [InlineData("PUT", "/api/Echo", HttpStatusCode.Created, "said")] // without a route, the name
    public async Task a_forwarded_request_gets_the_functions_own_response(string method, string path, HttpStatusCode status, string expected)
    {
        await using var app = await RunningApp.StartAsync();
        using var request = new HttpRequestMessage(new(method), path);
        request.Content = method == "PUT" ? new StringContent("said") : null;

        using var response = await app.Client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
        Assert.StartsWith(expected, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_failed_request_tells_the_caller_the_invocation_and_nothing_of_the_inside()
    {
        await using var app = await RunningApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/broken");
        request.Headers.Add("X-Azure-Functions-InvocationId", "inv-1");

        using var response = await app.Client.SendAsync(request);

        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("inv-1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/nowhere", "", 404)]
    [InlineData("DELETE", "/api/things/7", "", 405)]
    [InlineData("GET", "/Echo", "", 405)] // what the host calls, otherwise than it does
    [InlineData("POST", "/Echo", "{", 400)]
    [InlineData("GET", "/api/broken", "", 500)]
    public async Task an_answer_that_no_function_gave_is_neither_kept_nor_guessed_at(string method, string path, string body, int status)
    {
        await using var app = await RunningApp.StartAsync();
        using var request = new HttpRequestMessage(new(method), path);
        request.Content = body.Length > 0 ? new StringContent(body) : null;

        using var response = await app.Client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(("no-store", "nosniff"), (response.Headers.CacheControl?.ToString(), string.Join(' ', response.Headers.GetValues("X-Content-Type-Options"))));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("""{"Url":"https://example.org/api/things/7?q=a%20b","Method":"GET","Query":{"q":"a b"},"Headers":{"Accept":["*/*"]},"Params":{"id":"7"},"Identities":[]}""")]
    [InlineData("""{"Url":"https://example.org/api/things/7?q=a%20b","Method":"GET","Query":"{\"q\":\"a b\"}","Headers":{},"Params":{"id":"7"}}""")] // as the documentation shows Query
    public async Task an_enveloped_request_is_answered_in_an_envelope(string request)
    {
        await using var app = await RunningApp.StartAsync();

        using var response = await app.InvokeAsync("GetThing", $$$$"""{"Data":{"request":{{{{request}}}}},"Metadata":{}}""");

        var reply = await ReplyAsync(response);
        foreach (var result in new[] { reply.GetProperty("Outputs").GetProperty("res"), reply.GetProperty("ReturnValue") })
        {
            Assert.Equal(200, result.GetProperty("statusCode").GetInt32());
            Assert.Equal("""{"id":"7","q":"a b","path":"/api/things/7"}""", result.GetProperty("body").GetString());
            Assert.StartsWith("application/json", result.GetProperty("headers").GetProperty("Content-Type").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("text/plain", "said", "said")]
    [InlineData("application/octet-stream", "c2FpZA==", "said")] // the host writes these as base64
    public async Task an_enveloped_body_is_read_as_its_type_says(string type, string body, string expected)
    {
        await using var app = await RunningApp.StartAsync();

        using var response = await app.InvokeAsync(
            "Echo", $$$$"""{"Data":{"request":{"Url":"https://example.org/api/echo","Method":"POST","Headers":{"Content-Type":["{{{{type}}}}"]},"Body":"{{{{body}}}}"}}}""");

        var result = (await ReplyAsync(response)).GetProperty("ReturnValue");
        Assert.Equal((201, expected), (result.GetProperty("statusCode").GetInt32(), result.GetProperty("body").GetString()));
    }

    [Theory]
    [InlineData("""{"Data":{"request":5}}""")]
    [InlineData("""{"Data":{"request":{"Url":"not a url"}}}""")]
    [InlineData("""{"Data":{"request":{"Headers":{"Content-Type":["application/octet-stream"]},"Body":"%"}}}""")]
    public async Task an_envelope_without_a_request_is_400(string payload)
    {
        await using var app = await RunningApp.StartAsync();

        using var response = await app.InvokeAsync("Echo", payload);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static async Task<JsonElement> ReplyAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));
        return document.RootElement.Clone();
    }
}
