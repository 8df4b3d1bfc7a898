using System.Text;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Normalisation.Rows;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Rows;

/// <summary>Rows as text by column, and whose they are.</summary>
internal sealed class Journal : INetworkEventJournal
{
    private Dictionary<NetworkEventColumn, string>? open;

    public List<(string Tenant, Dictionary<NetworkEventColumn, string> Values)> Rows { get; } = [];

    public static (Journal Journal, Tally Tally) Of(RawEvent raw, ExposurePolicy? policy = null, DateTimeOffset? now = null)
    {
        var journal = new Journal();
        var tally = Normaliser.Journal([raw], policy ?? ExposurePolicy.Default, now ?? Normalising.Now, journal);
        Assert.Null(journal.open);
        return (journal, tally);
    }

    /// <summary>The only row of a body.</summary>
    public static Dictionary<NetworkEventColumn, string> Row(string body, string? format = null) => Assert.Single(Of(Normalising.Event(body, format)).Journal.Rows).Values;

    public void Begin(TenantId tenant, RawEvent source)
    {
        Assert.Null(open);
        open = [];
        Rows.Add((tenant.Value, open));
    }

    public void Set(NetworkEventColumn column, ReadOnlySpan<byte> text) => open!.Add(column, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text));

    public void End() => open = null;
}
