using System.Net;
using System.Net.Sockets;
using System.Text;
using ExposurePipeline.Tests.SampleApp;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ExposurePipeline.Tests.AzureSdk.Worker;

/// <summary>The sample app in this process, answering on a free loopback port.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    private readonly IHost host;

    private RunningApp(IHost host, int port)
    {
        this.host = host;
        Client = new() { BaseAddress = new($"http://127.0.0.1:{port}") };
        Seen = host.Services.GetRequiredService<Seen>();
    }

    public HttpClient Client { get; }

    public Seen Seen { get; }

    public static async Task<RunningApp> StartAsync(params string[] settings)
    {
        var port = FreePort();
        var builder = new FunctionsApplicationBuilder(
            [$"--{HandlerSettings.PortSetting}={port}", .. settings], typeof(EventFunctions).Assembly, new TestProcess());
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddSingleton<Seen>().AddScoped<PerInvocation>();
        var host = builder.Build();
        await host.StartAsync();
        return new(host, port);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Posts as the host does.</summary>
    public Task<HttpResponseMessage> InvokeAsync(string function, string body, params (string Name, string Value)[] headers) =>
        InvokeAsync(function, new StringContent(body, Encoding.UTF8, "application/json"), headers);

    public async Task<HttpResponseMessage> InvokeAsync(string function, HttpContent body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, function) { Content = body };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.StopAsync();
        host.Dispose();
    }

    /// <summary>Leaves the test runner's exit code and signals alone.</summary>
    private sealed class TestProcess : HandlerProcess
    {
        public override void Attach()
        {
        }
    }
}
