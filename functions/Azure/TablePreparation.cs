using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Creates the tables beside the start of the app, so that neither the start nor the first batch waits for it.</summary>
internal sealed partial class TablePreparation(IReadOnlyList<StoreTable> tables, ILogger<TablePreparation> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(tables.Select(static table => table.OpenAsync()));
        }
        catch (Exception fault)
        {
            Log.NotPrepared(logger, fault.Message); // whoever needs a table tries again, and fails as it does
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The tables could not be prepared: {Reason}")]
        public static partial void NotPrepared(ILogger logger, string reason);
    }
}
