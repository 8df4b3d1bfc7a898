using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Text;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>
/// <c>iptables-save</c> and <c>ip6tables-save</c>, also both in one body: what chain <c>INPUT</c> of table <c>filter</c> lets in, and what chain <c>PREROUTING</c> of
/// table <c>nat</c> sends on. One record a body. The newest snapshot of a device counts, so both families belong into one event.
/// </summary>
public sealed class IptablesSaveReader : IEventReader
{
    private static readonly string[] Tables = ["*filter", "*nat", "*mangle", "*raw", "*security"];

    /// <inheritdoc/>
    public string Format => "iptables-save";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        var lines = new TextLines(head);
        while (lines.MoveNext())
        {
            var line = lines.Current.TrimEnd(" \t"u8);
            if (!line.StartsWith("#"u8))
            {
                return line is [(byte)'*', ..] && Array.Exists(Tables, line.ToText().Equals);
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        var tables = new List<IptablesTable>();
        var isV6 = false;
        var lines = new TextLines(body.Span);
        sink.Next(0, body.Length);
        while (lines.MoveNext())
        {
            var line = lines.Current.ToText().Trim();
            var reason = lines.IsTooLong ? RejectionReason.TooLarge : Take(line, tables, ref isV6, context);
            if (reason is { } fault)
            {
                sink.Reject(lines.IsUnended ? RejectionReason.Truncated : fault, $"'{Words.Excerpt(lines.Current)}' at byte {lines.Start}");
                return;
            }
        }

        if (tables is not [.., { IsCommitted: true }])
        {
            sink.Reject(RejectionReason.Truncated, tables.Count == 0 ? "no table" : $"table {tables[^1].Name} has no COMMIT");
            return;
        }

        Snapshot(tables).Conclude(context, sink);
    }

    // The reason why a line is none of the format; null when it was taken.
    private static RejectionReason? Take(string line, List<IptablesTable> tables, ref bool isV6, ReadingContext context)
    {
        if (line is "")
        {
            return null;
        }

        if (line[0] == '#')
        {
            isV6 = line.Contains("ip6tables", StringComparison.Ordinal) || (isV6 && !line.Contains("iptables-save", StringComparison.Ordinal));
            return null;
        }

        if (line[0] == '*')
        {
            tables.Add(new(line[1..], isV6, context.Policy));
            return null;
        }

        return tables is [.., { IsCommitted: false } table] && table.TryTake(line) ? null : RejectionReason.InvalidField;
    }

    private FirewallSnapshot Snapshot(List<IptablesTable> tables)
    {
        var filters = tables.Where(table => table.Name == "filter").Select(table => table.Walk("INPUT")).OfType<IReadOnlyList<Passage>>().ToArray();
        var forwarded = tables.Where(table => table.Name == "nat").SelectMany(table => table.Walk("PREROUTING") ?? []).Where(passage => passage.Rule.Target is not null);
        return new(filters.Length == 0 ? null : filters.SelectMany(passages => passages.SelectMany(AllowingRules.Of)), [.. forwarded], Format);
    }
}
