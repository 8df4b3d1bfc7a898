using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Tests.Functions.Flow;
using ExposurePipeline.Tests.Support.Stores;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Http;

public sealed class PolicyTests
{
    private static readonly TenantId Contoso = new("contoso");

    private readonly FixedClock clock = new(App.Now);
    private readonly MemoryPolicies policies = new(ExposurePolicy.Default);

    [Fact]
    public async Task before_anything_was_decided_the_deployments_settings_are_in_force()
    {
        var (status, body, _) = await ReadAsync();

        Assert.Equal(200, status);
        Assert.Equal("""{"effective":{"ownRanges":[],"trustedRanges":[],"scannerRanges":[],"excludedProcesses":["TaniumClient.exe","ZSATunnel.exe","MsSense.exe"],"window":"2.00:00:00","expectations":[]}}""", body);
    }

    [Fact]
    public async Task what_is_written_is_read_with_what_is_in_force_and_who_wrote_it()
    {
        var (written, answer, tag) = await WriteAsync("""{"ownRanges":["45.9.9.0/24"],"expectations":[{"name":"wéb","ports":["443"]}]}""");
        var (_, body, readTag) = await ReadAsync();

        Assert.Equal((200, answer, tag), (written, body, readTag));
        var policy = JsonDocument.Parse(body).RootElement;
        Assert.Equal("45.9.9.0/24", policy.GetProperty("ownRanges")[0].GetString());
        Assert.Equal("wéb", policy.GetProperty("effective").GetProperty("expectations")[0].GetProperty("name").GetString());
        Assert.Equal(("local", App.Now), (policy.GetProperty("changedBy").GetString(), policy.GetProperty("changedAt").GetDateTimeOffset()));
        Assert.Equal("45.9.9.0/24", Assert.Single((await policies.GetAsync(default)).For(Contoso).OwnRanges).ToString());
        Assert.Empty((await policies.GetAsync(default)).For(new TenantId("fabrikam")).OwnRanges);
    }

    [Fact]
    public async Task what_was_read_may_be_sent_back()
    {
        var (_, body, _) = await WriteAsync("""{"window":"1.00:00:00"}""");

        Assert.Equal(200, (await WriteAsync(body)).Status);
        Assert.Null((await policies.FindAsync(Contoso, default)).Policy.OwnRanges); // what is in force is not decided thereby
    }

    [Fact]
    public async Task a_policy_that_somebody_else_changed_meanwhile_stays()
    {
        var (_, _, first) = await ReadAsync();
        Assert.Equal(200, (await WriteAsync("""{"window":"1.00:00:00"}""", first)).Status);

        var (status, body, _) = await WriteAsync("""{"window":"2.00:00:00"}""", first);

        Assert.Equal(412, status);
        Assert.Contains("\"PreconditionFailed\"", body, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromDays(1), (await policies.FindAsync(Contoso, default)).Policy.Window);
        Assert.Equal(200, (await WriteAsync("{}", "*")).Status);
    }

    [Fact]
    public async Task every_problem_is_told_in_defenders_shape()
    {
        var (status, body, _) = await WriteAsync("""{"ownRanges":["x"],"window":"x"}""");

        Assert.Equal(400, status);
        var error = JsonDocument.Parse(body).RootElement.GetProperty("error");
        Assert.Equal(("InvalidInput", "ownRanges[0]"), (error.GetProperty("code").GetString(), error.GetProperty("target").GetString()));
        Assert.Equal(["ownRanges[0]", "window"], error.GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("target").GetString()));
        Assert.Same(StoredPolicy.None, await policies.FindAsync(Contoso, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // in pieces: its length is not said
    public async Task a_policy_beyond_256_kibibytes_is_refused(bool saysLength)
    {
        Assert.Equal(413, (await WriteAsync("{}".PadRight(PolicyLimits.Document + 1), saysLength: saysLength)).Status);
        Assert.Equal(200, (await WriteAsync("{}".PadRight(PolicyLimits.Document), saysLength: saysLength)).Status);
    }

    private Task<(int Status, string Body, string Tag)> ReadAsync() =>
        AnswerAsync(Request("GET", null), request => new ReadPolicy(Door(), policies).Run(request, CancellationToken.None));

    private Task<(int Status, string Body, string Tag)> WriteAsync(string json, string? ifMatch = null, bool saysLength = true)
    {
        var request = Request("PUT", ifMatch);
        var bytes = Encoding.UTF8.GetBytes(json);
        request.Body = new MemoryStream(bytes);
        request.ContentLength = saysLength ? bytes.Length : null;
        return AnswerAsync(request, put => new WritePolicy(Door(), policies, clock, NullLogger<WritePolicy>.Instance).Run(put, CancellationToken.None));
    }

    private FrontDoor Door() => new(new Caller(Contoso, SignIn.NotNeeded), new RequestLimit(100, clock));

    private static HttpRequest Request(string method, string? ifMatch)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.Method = method;
        context.Request.Headers.IfMatch = ifMatch;
        return context.Request;
    }

    private static async Task<(int Status, string Body, string Tag)> AnswerAsync(HttpRequest request, Func<HttpRequest, Task<IResult>> function)
    {
        using var body = new MemoryStream();
        request.HttpContext.Response.Body = body;
        await (await function(request)).ExecuteAsync(request.HttpContext);
        var response = request.HttpContext.Response;
        return (response.StatusCode, Encoding.UTF8.GetString(body.ToArray()), response.Headers.ETag.ToString());
    }
}
