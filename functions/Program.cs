using ExposurePipeline.Functions;
using ExposurePipeline.Functions.Settings;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
if (!AppSettings.TryRead(builder.Configuration, out var settings, out var problem))
{
    await Console.Error.WriteLineAsync(problem);
    return 1;
}

builder.Services
    .AddSingleton(settings)
    .AddSingleton(TimeProvider.System)
    .AddTelemetry(settings)
    .AddTables(settings)
    .AddNormalisation(settings)  // NormaliseConnections, NormaliseScans, NormaliseInventory: raw events in, observations out
    .AddArchive(settings)        // ArchiveEvents, TendArchive: connection events and time in, rows for queries out
    .AddAggregation(settings)    // AggregateExposure, ExpireExposure, SweepOutbox: observations and time in, tag changes out
    .AddReachability()           // IngestResources, AnalyseReachability: cloud configuration and time in, verdicts and observations out
    .AddDecrees()                // ReportInaccuracy, ListInaccuracyReports, GetInaccuracyReport, ReviewInaccuracyReport, OffboardMachine: what people say and decide in, changed machines out
    .AddClouds()                 // ListResources, GetResource, ReadPaths, SummariseExposure, SupposeChange: requests in, cloud resources and their verdicts out
    .AddHunting(settings)        // RunHuntingQuery, RunAdvancedQuery: queries in, rows of what a tenant may see out
    .AddHttp(settings);          // ListMachines, GetMachine, ReadTimeline, SummariseMachines, ListFindings, ListDeviceInfo, ReadPolicy, WritePolicy, ReportHealth: requests in, machines, findings and policies out

await builder.Build().RunAsync();
return 0;
