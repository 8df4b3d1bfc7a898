using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Plugins;

/// <summary>Rows beside the rows of a table that a plugin finds for them.</summary>
internal sealed class Lookup(Plan left, Plan right, IReadOnlyList<JoinColumn> columns, bool keepsUnmatched, Func<Batch, Func<Batch, int, IEnumerable<int>>> prepare)
    : Plan(new Schema([.. columns.Select(c => new ColumnSchema(c.Name, (c.FromRight ? right : left).Schema.Columns[c.Index].Type))]))
{
    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var table = right.Collect(context);
        var find = prepare(table);
        foreach (var batch in left.Run(context))
        {
            var pairs = new List<(int Left, int Right)>();
            for (var row = 0; row < batch.Length; row++)
            {
                var before = pairs.Count;
                pairs.AddRange(find(batch, row).Select(match => (row, match)));
                if (pairs.Count == before && keepsUnmatched)
                {
                    pairs.Add((row, -1));
                }

                _ = row % 256 == 0 && Checked(context);
            }

            yield return batch.Take([.. pairs.Select(p => p.Left)]).Beside(table.Take([.. pairs.Select(p => p.Right)])).Select([.. columns.Select(c => c.FromRight ? left.Schema.Count + c.Index : c.Index)]);
        }
    }

    /// <summary>The right columns, then the left ones.</summary>
    public static IReadOnlyList<JoinColumn> RightFirst(Schema left, Schema right)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. right.Names.Select((name, i) => new JoinColumn(Naming.Unique(name, taken), true, i)), .. left.Names.Select((name, i) => new JoinColumn(Naming.Unique(name, taken), false, i))];
    }

    private static bool Checked(QueryContext context)
    {
        context.Check();
        return true;
    }
}
