using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using ExposurePipeline.Local.Dispatch.Handler;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Tests.Local.Dispatch;

/// <summary>A handler in this process that answers as told, and remembers what it was asked.</summary>
internal sealed class ScriptedHandler : IHandler, IAsyncDisposable
{
    public const string Good = """{"Outputs":{},"Logs":["seen"],"ReturnValue":null}""";

    private readonly WebApplication _web;
    private readonly ConcurrentQueue<RequestDelegate> _script = new();
    private readonly ConcurrentQueue<Asked> _asked = new();
    private int _underWay;

    private ScriptedHandler(WebApplication web) => _web = web;

    public Uri? Address { get; set; }

    public int Kills { get; private set; }

    public int MostUnderWay { get; private set; }

    public IReadOnlyList<Asked> Requests => [.. _asked];

    public static async Task<ScriptedHandler> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.Limits.MaxRequestBodySize = null;
            k.Listen(IPAddress.Loopback, 0);
        });
        var web = builder.Build();
        var handler = new ScriptedHandler(web);
        web.Run(handler.AnswerAsync);
        await web.StartAsync();
        handler.Address = new(web.Urls.First());
        return handler;
    }

    /// <summary>The next requests get these answers, later ones <see cref="Good"/>.</summary>
    public ScriptedHandler Then(int status, string? body = Good, string type = "application/json") => Then(context => WriteAsync(context, status, body, type));

    public ScriptedHandler Then(RequestDelegate answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    public Task<Uri> WhenReadyAsync(CancellationToken cancellation) => Task.FromResult(Address!);

    public void Kill() => Kills++;

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    /// <summary>The texts of the events that a request carried.</summary>
    public static string[] Events(Asked asked)
    {
        using var document = JsonDocument.Parse(asked.Body);
        var inner = document.RootElement.GetProperty("Data").GetProperty("events").GetString()!;
        return [.. JsonSerializer.Deserialize<string[]>(inner)!.Select(b => Encoding.UTF8.GetString(Convert.FromBase64String(b)))];
    }

    private async Task AnswerAsync(HttpContext context)
    {
        MostUnderWay = Math.Max(MostUnderWay, Interlocked.Increment(ref _underWay));
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _asked.Enqueue(new(context.Request.Method, context.Request.Path + context.Request.QueryString, headers, body.ToArray()));
        await (_script.TryDequeue(out var answer) ? answer(context) : WriteAsync(context, 200, Good, "application/json"));
        Interlocked.Decrement(ref _underWay);
    }

    private static async Task WriteAsync(HttpContext context, int status, string? body, string type)
    {
        context.Response.StatusCode = status;
        if (body is null)
            return;
        context.Response.ContentType = type;
        await context.Response.WriteAsync(body);
    }
}

internal sealed record Asked(string Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body);
