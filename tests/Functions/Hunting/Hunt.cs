using System.Globalization;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Functions.Hunting.Reference;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;
using ExposurePipeline.Tests.Functions.Http;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Hunting;

/// <summary>What queries answer over some tables and registered data.</summary>
internal sealed class Hunt(IEnumerable<IHuntingTables> tables, string? folder = null)
{
    public static Hunt In(string folder) => new([], folder);

    public static Hunt Over(params IHuntingTable[] tables) => new([new Given(tables)]);

    /// <summary>The rows: columns by a bar, rows by a semicolon; null where a value is null.</summary>
    public async Task<string> AskAsync(string query, HuntingSpan? span = null, TenantId? tenant = null)
    {
        var answer = await RunAsync(query, span, tenant);
        Assert.True(answer.Error is null, $"{query}: {answer.Error?.Diagnostics[0]}");
        return string.Join("; ", answer.Result!.Batches.SelectMany(batch => Enumerable.Range(0, batch.Length).Select(row => Row(batch, row))));
    }

    /// <summary>Why there are no rows.</summary>
    public async Task<string> RefusalAsync(string query) => (await RunAsync(query, null, null)).Error?.Diagnostics[0].ToString() ?? "answered";

    public async Task<HuntingAnswer> RunAsync(string query, HuntingSpan? span, TenantId? tenant)
    {
        var sources = await new HuntingCatalogue(tables, new ReferenceData(new ReferenceFolder(folder))).OpenAsync(tenant ?? Answers.Tenant, span, default);
        return HuntingEngine.Run(query, sources, new(new Flow.FixedClock(Answers.Now)));
    }

    private static string Row(Batch batch, int row) => string.Join(" | ", Enumerable.Range(0, batch.Width).Select(column => Shown(batch[column].Boxed(row))));

    private static string Shown(object? value) => value switch
    {
        null => "null",
        DateTime instant => instant.ToString("O", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private sealed class Given(IReadOnlyList<IHuntingTable> tables) : IHuntingTables
    {
        public Task<IReadOnlyList<IHuntingTable>> OpenAsync(TenantId tenant, HuntingSpan? span, CancellationToken cancellation) => Task.FromResult(tables);
    }
}
