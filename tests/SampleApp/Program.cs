using ExposurePipeline.Tests.SampleApp;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddSingleton<Seen>().AddScoped<PerInvocation>();
builder.Services.AddOptions<SampleSettings>()
    .Configure(settings => settings.Wanted = builder.Configuration["WANTED"])
    .Validate(settings => settings.Wanted != "wrong", "WANTED is 'wrong'; anything else will do.")
    .ValidateOnStart();
if (builder.Configuration["CRASH"] is not null)
    builder.Services.AddHostedService<Crash>();
builder.Build().Run();
