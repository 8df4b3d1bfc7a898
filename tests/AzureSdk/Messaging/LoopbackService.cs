using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Tests.AzureSdk.Messaging;

/// <summary>A namespace on a free loopback port: records every request and answers with what the test lined up, then with 201.</summary>
internal sealed class LoopbackService : IAsyncDisposable
{
    private const string Subject = "CN=loopback";

    private readonly ConcurrentQueue<Func<HttpContext, Task>> answers = new();
    private readonly ConcurrentQueue<Recorded> requests = new();
    private readonly WebApplication app;

    private LoopbackService(WebApplication app) => this.app = app;

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public string ConnectionString => $"Endpoint=sb://127.0.0.1:{Address.Port};SharedAccessKeyName=Root;SharedAccessKey=key;UseDevelopmentEmulator=true";

    public IReadOnlyList<Recorded> Requests => [.. requests];

    public Recorded Only => Requests.Single();

    public static async Task<LoopbackService> StartAsync(bool tls = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (tls) listen.UseHttps(OwnCertificate());
        }));
        if (tls) builder.WebHost.UseKestrelHttpsConfiguration();
        var app = builder.Build();
        var service = new LoopbackService(app);
        app.Run(service.AnswerAsync);
        await app.StartAsync();
        return service;
    }

    /// <summary>Accepts the certificate that a service started here made for itself, and no other.</summary>
    public static bool Trusts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => certificate?.Subject == Subject;

    public LoopbackService Answer(int status, string body = "", params (string Name, string Value)[] headers) => Answer(async context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        if (body.Length > 0) await context.Response.WriteAsync(body);
    });

    public LoopbackService Answer(Func<HttpContext, Task> answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    public LoopbackService Drop() => Answer(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        requests.Enqueue(new Recorded(context.Request.Method, target, headers, body.ToArray()));
        if (answers.TryDequeue(out var answer)) await answer(context);
        else context.Response.StatusCode = 201;
    }

    private static X509Certificate2 OwnCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        using var certificate = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
