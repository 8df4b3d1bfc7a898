using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Http.Hunting;
using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Functions.Hunting.Reference;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Tests.Functions.Flow;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ExposurePipeline.Tests.Functions.HuntingHttp;

/// <summary>The two functions that answer queries, over one table; the clock stands until it is moved.</summary>
internal sealed class Desk
{
    private readonly FrontDoor door;
    private readonly HuntingDesk desk;

    public Desk(HuntingSettings? settings = null, IHuntingEngine? engine = null)
    {
        settings ??= HuntingSamples.Settings;
        door = new(new Caller(new TenantId("contoso"), SignIn.NotNeeded), new RequestLimit(0, Clock));
        desk = new(engine ?? new LocalHuntingEngine(new HuntingCatalogue([Fleet], new ReferenceData(new ReferenceFolder(null))), settings, Clock), new HuntingBudgets(settings, Clock), Clock);
    }

    public FixedClock Clock { get; } = new(App.Now);

    public Fleet Fleet { get; } = new();

    /// <summary>Asks as clients of Graph do.</summary>
    public Task<Reply> GraphAsync(string query, string? timespan = null, string tenant = "contoso") =>
        PostAsync(JsonSerializer.Serialize(timespan is null ? new Dictionary<string, string> { ["Query"] = query } : new() { ["Query"] = query, ["Timespan"] = timespan }), tenant);

    /// <summary>Asks as clients of Defender do.</summary>
    public Task<Reply> DefenderAsync(string query) => AskAsync(new RunAdvancedQuery(door, desk).Run, JsonSerializer.Serialize(new Dictionary<string, string> { ["Query"] = query }), "contoso", default);

    public Task<Reply> PostAsync(string body, string tenant = "contoso", CancellationToken aborted = default) => AskAsync(new RunHuntingQuery(door, desk).Run, body, tenant, aborted);

    public Task<Reply> PostDefenderAsync(string body) => AskAsync(new RunAdvancedQuery(door, desk).Run, body, "contoso", default);

    private static async Task<Reply> AskAsync(Func<HttpRequest, CancellationToken, Task<IResult>> function, string body, string tenant, CancellationToken aborted)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(), RequestAborted = aborted };
        context.Request.Method = "POST";
        context.Request.Headers[Caller.TenantHeader] = tenant;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        using var answer = new Portions();
        context.Response.Body = answer;
        await (await function(context.Request, CancellationToken.None)).ExecuteAsync(context);
        return new(context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()), context.Response.Headers.RetryAfter.ToString(), answer.Longest);
    }

    private sealed class Portions : MemoryStream
    {
        public int Longest { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Longest = Math.Max(Longest, buffer.Length);
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}

/// <summary>What was answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="RetryAfter">The header; empty where there is none.</param>
/// <param name="LongestWrite">The most bytes that were written at once.</param>
internal sealed record Reply(int Status, string Body, string RetryAfter, int LongestWrite)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Error(string member) => Json.GetProperty("error").GetProperty(member).GetString()!;

    /// <summary>The only cell of the only row.</summary>
    public string Cell => Json.GetProperty("results")[0].EnumerateObject().Last().Value.ToString();
}
