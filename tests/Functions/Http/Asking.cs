using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Tests.Functions.Flow;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ExposurePipeline.Tests.Functions.Http;

/// <summary>What a client is answered.</summary>
internal sealed record Answer(int Status, string Body, string? Location)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Text(string name) => Json.GetProperty(name).ToString();

    public string ErrorTarget => Json.GetProperty("error").GetProperty("target").GetString()!;
}

/// <summary>Requests of one person to an app whose callers are signed in.</summary>
/// <param name="app">The app.</param>
/// <param name="person">Name and role, for example <c>ann:Reader</c>; null where nobody signs in.</param>
/// <param name="tenant">Whose devices.</param>
internal sealed class Asking(App app, string? person, string tenant = "contoso")
{
    private readonly FrontDoor door = new(new Caller(new TenantId(tenant), SignIn.NotNeeded), new RequestLimit(0, app.Clock));
    private readonly InaccuracyReports reports = new(app.Inventory, app.Decrees);

    public Task<Answer> ReportAsync(string device, string body) =>
        AskAsync("POST", body, request => new ReportInaccuracy(door, reports).Run(request, device, CancellationToken.None));

    public Task<Answer> ReportsAsync(string device) =>
        AskAsync("GET", null, request => new ListInaccuracyReports(door, reports).Run(request, device, CancellationToken.None));

    public Task<Answer> ReportOfAsync(string device, string report) =>
        AskAsync("GET", null, request => new GetInaccuracyReport(door, reports).Run(request, device, report, CancellationToken.None));

    public Task<Answer> ReviewAsync(string device, string report, string body) =>
        AskAsync("POST", body, request => new ReviewInaccuracyReport(door, reports, app.Clock).Run(request, device, report, CancellationToken.None));

    public Task<Answer> OffboardAsync(string device, string body = """{"Comment":"sold"}""") =>
        AskAsync("POST", body, request => new OffboardMachine(door, app.Inventory, app.Decrees).Run(request, device, CancellationToken.None));

    public Task<Answer> MachineAsync(string device) =>
        AskAsync("GET", null, request => new GetMachine(door, app.Inventory).Run(request, device, CancellationToken.None));

    public async Task<int> FacingAsync() => (await AskAsync("GET", null, request => new SummariseMachines(door, app.Inventory, new UnattributedFindings(app.Store, app.Clock)).Run(request, CancellationToken.None)))
        .Json.GetProperty("internetFacing").GetInt32();

    private async Task<Answer> AskAsync(string method, string? body, Func<HttpRequest, Task<IResult>> function)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.Method = method;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        if (person is not null)
        {
            context.Request.Headers["X-MS-CLIENT-PRINCIPAL"] = Principal();
        }

        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await (await function(context.Request)).ExecuteAsync(context);
        return new(context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()), context.Response.Headers.Location);
    }

    private string Principal()
    {
        var (name, role) = (person!.Split(':')[0], person.Split(':')[1]);
        var claims = new[] { ("tid", tenant), ("preferred_username", name), ("roles", role) };
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { claims = claims.Select(claim => new { typ = claim.Item1, val = claim.Item2 }) }));
    }
}
