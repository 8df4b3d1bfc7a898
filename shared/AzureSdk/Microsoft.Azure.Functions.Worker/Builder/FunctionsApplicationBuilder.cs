using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Dispatch;
using Microsoft.Azure.Functions.Worker.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>
/// Composes a function app. Settings come from the environment and the command line; log lines go to the console, where the host reads them.
/// </summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder
{
    private readonly WebApplicationBuilder web;
    private readonly Assembly functions;

    internal FunctionsApplicationBuilder(string[] args, Assembly functions, HandlerProcess process)
    {
        process.Attach();
        this.functions = functions;
        // The empty builder starts in under half the time of the slim one; what it lacks is added here.
        web = WebApplication.CreateEmptyBuilder(new()
        {
            ApplicationName = functions.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = System.Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT") ?? Environments.Production,
        });
        web.Configuration.AddEnvironmentVariables("AZURE_FUNCTIONS_").AddEnvironmentVariables().AddCommandLine(args);
        web.Logging.SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddConfiguration(web.Configuration.GetSection("Logging"))
            .AddProvider(new HandlerConsole());
        web.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        web.Services.AddSingleton<Invoker>().AddSingleton<TriggerEndpoint>().AddSingleton<HttpEndpoint>().AddSingleton<Dispatcher>();
    }

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)web).Properties;

    /// <inheritdoc/>
    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    /// <summary>The settings.</summary>
    public ConfigurationManager Configuration => web.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => web.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => web.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => web.Metrics;

    /// <inheritdoc/>
    public IServiceCollection Services => web.Services;

    /// <summary>Builds the app; it listens on 127.0.0.1 once started, after every hosted service.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting or a function is wrong; the message names it.</exception>
    public IHost Build()
    {
        var hostJson = HostJson.Read(AppContext.BaseDirectory);
        var settings = HandlerSettings.Read(Configuration, hostJson);
        var catalog = FunctionCatalog.Of(functions);
        Services.AddSingleton(catalog).AddSingleton(settings.Deadline)
            .AddSingleton(services => new HttpRoutes(catalog, hostJson.RoutePrefix, services));
        web.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, settings.Port));
        var app = web.Build();
        app.Run(app.Services.GetRequiredService<Dispatcher>().HandleAsync);
        return app;
    }

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => ((IHostApplicationBuilder)web).ConfigureContainer(factory, configure);

    private static void Listen(KestrelServerOptions kestrel, int port)
    {
        kestrel.AddServerHeader = false;
        // A batch of large events, base64 inside JSON, passes the default 30 MB; a 413 would lose it.
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Listen(IPAddress.Loopback, port);
    }
}
