using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Functions.Hunting.Kusto;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Hunting;
using ExposurePipeline.Tests.Functions.Flow;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Tests.Functions.HuntingHttp.Kusto;

/// <summary>A cluster on loopback, behind TLS as a real one: keeps what it was asked and gives the answers it was told to give, the last one for ever.</summary>
internal sealed class ClusterDouble : IAsyncDisposable
{
    public static readonly TenantId Tenant = new("contoso");

    private readonly WebApplication server;
    private readonly Queue<ClusterReply> replies;
    private readonly X509Certificate2 certificate;

    private ClusterDouble(WebApplication server, X509Certificate2 certificate, ClusterReply[] replies) => (this.server, this.certificate, this.replies) = (server, certificate, new(replies));

    public List<ClusterRequest> Requests { get; } = [];

    public static async Task<ClusterDouble> StartAsync(params ClusterReply[] replies)
    {
        var certificate = SelfSigned();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var server = builder.Build();
        var cluster = new ClusterDouble(server, certificate, replies);
        server.MapFallback(cluster.AnswerAsync);
        await server.StartAsync();
        return cluster;
    }

    /// <summary>What a tenant is answered.</summary>
    public Task<HuntingAnswer> AskAsync(string query = "T", TenantId? tenant = null, HuntingSpan? span = null, string database = "hunting-{tenant}", int maxRows = 1000, CancellationToken cancellation = default)
    {
        var kusto = new KustoSettings(new Uri(server.Urls.First()), database, null);
        var options = new KustoClientOptions(TimeSpan.FromMinutes(3), TimeSpan.FromMilliseconds(1)) { Transport = new HttpClientTransport(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }) };
        var connection = KustoConnection.Create(kusto.Cluster, new Identity(), options);
        var settings = HuntingSamples.Settings with { MaxRows = maxRows, MaxTime = TimeSpan.FromMinutes(3) };
        return new KustoHuntingEngine(connection, new(kusto, Tenant), settings, new FixedClock(App.Now)).RunAsync(tenant ?? Tenant, new(query, span), cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        Requests.Add(new(context.Request.Path, body.RootElement.Clone(), context.Request.Headers.ToDictionary(static each => each.Key, static each => each.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        var reply = replies.Count > 1 ? replies.Dequeue() : replies.Peek();
        (context.Response.StatusCode, context.Response.ContentType) = (reply.Status, "application/json");
        if (reply.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds;
        }

        await context.Response.WriteAsync(reply.Body);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    private sealed class Identity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new($"token for {string.Join(' ', requestContext.Scopes)}", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}

/// <summary>What the cluster answers.</summary>
internal sealed record ClusterReply(string Body, int Status = 200, string? RetryAfter = null);

/// <summary>What it was asked.</summary>
internal sealed record ClusterRequest(string Path, JsonElement Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Option(string name) => Body.GetProperty("properties").GetProperty("Options").GetProperty(name);
}
