using System.Reflection;
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
    private readonly HostApplicationBuilder host;
    private readonly Assembly functions;

    internal FunctionsApplicationBuilder(string[] args, Assembly functions, HandlerProcess process)
    {
        process.Attach();
        this.functions = functions;
        // A web application's builder, even the empty one, costs a third of the start; what it would add is in HandlerServer.
        host = Host.CreateEmptyApplicationBuilder(new()
        {
            ApplicationName = functions.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = System.Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT") ?? Environments.Production,
        });
        host.Configuration.AddEnvironmentVariables("AZURE_FUNCTIONS_").AddEnvironmentVariables().AddCommandLine(args);
        host.Logging.SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddConfiguration(host.Configuration.GetSection("Logging"))
            .AddProvider(new HandlerConsole());
        host.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        host.Services.AddSingleton<Invoker>().AddSingleton<TriggerEndpoint>().AddSingleton<HttpEndpoint>().AddSingleton<Dispatcher>();
    }

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)host).Properties;

    /// <inheritdoc/>
    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    /// <summary>The settings.</summary>
    public ConfigurationManager Configuration => host.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => host.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => host.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => host.Metrics;

    /// <inheritdoc/>
    public IServiceCollection Services => host.Services;

    /// <summary>Builds the app; it listens on 127.0.0.1 once started, after every hosted service.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting or a function is wrong; the message names it.</exception>
    public IHost Build()
    {
        var hostJson = HostJson.Read(AppContext.BaseDirectory);
        var settings = HandlerSettings.Read(Configuration, hostJson);
        var catalog = FunctionCatalog.Of(functions);
        Services.AddSingleton(catalog).AddSingleton(settings).AddSingleton(settings.Deadline)
            .AddSingleton(services => new HttpRoutes(catalog, hostJson.RoutePrefix, services))
            .AddHostedService<HandlerServer>();
        return host.Build();
    }

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => host.ConfigureContainer(factory, configure);
}
