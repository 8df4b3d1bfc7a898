using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Tests.Functions.HuntingHttp;

/// <summary>Settings and tables that queries of these tests meet.</summary>
internal static class HuntingSamples
{
    public static HuntingSettings Settings { get; } = new(0, TimeSpan.Zero, 4, 100_000, TimeSpan.FromMinutes(1), 256, null);
}

/// <summary>A table of one tenant's devices, and what it was asked for.</summary>
internal sealed class Fleet : IHuntingTables, IHuntingTable
{
    private TenantId opened;

    public HuntingSpan? Span { get; private set; }

    public string Name => "Fleet";

    public Schema Schema { get; } = new([new("Tenant", ScalarType.String)]);

    public Task<IReadOnlyList<IHuntingTable>> OpenAsync(TenantId tenant, HuntingSpan? span, CancellationToken cancellation)
    {
        (opened, Span) = (tenant, span);
        return Task.FromResult<IReadOnlyList<IHuntingTable>>([this]);
    }

    public IEnumerable<Batch> Read(TableScan scan)
    {
        var rows = new TableBuilder(Schema);
        rows.Add(0, opened.Value);
        rows.EndRow();
        yield return rows.Build();
    }
}
