using System.Net;
using System.Net.Sockets;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>evaluate ipv4_lookup: rows beside the rows of a table whose network holds their address.</summary>
internal sealed class Ipv4Lookup(Plan left, Plan right, (int Left, int Right) keys, bool keepsUnmatched, IReadOnlyList<JoinColumn> columns)
    : Plan(new Schema([.. columns.Select(c => new ColumnSchema(c.Name, (c.FromRight ? right : left).Schema.Columns[c.Index].Type))]))
{
    public static Plan Bind(EvaluateOperator syntax, Plan input, OperatorSite site)
    {
        if (syntax.Call.Arguments is not [var table, _, _, ..])
        {
            throw QueryException.Refused(syntax.Call.Position, "ipv4_lookup() takes a table, an address column and a network column");
        }

        var right = site.Query.BindTable(table, site.Scope);
        var keys = (Evaluate.Column(syntax, 1, input.Schema), Evaluate.Column(syntax, 2, right.Schema));
        if (syntax.Call.Arguments.Skip(3).FirstOrDefault(a => a is NameExpression) is { } extra)
        {
            throw QueryException.Unsupported(extra.Position, "ipv4_lookup() with further keys is not supported");
        }

        var unmatched = Evaluate.Option(syntax, "return_unmatched", 3) is { } option && site.Over(new([])).Constant(option, ScalarType.Bool) is true;
        return new Ipv4Lookup(input, right, keys, unmatched, [.. JoinColumn.Of(input.Schema, right.Schema, JoinSide.Both, new HashSet<int>())]);
    }

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var table = right.Collect(context);
        var networks = Networks((Column<string>)table[keys.Right]);
        foreach (var batch in left.Run(context))
        {
            context.Check();
            var addresses = (Column<string>)batch[keys.Left];
            var pairs = Enumerable.Range(0, batch.Length).SelectMany(row => Matches(networks, addresses[row]), (row, match) => (Left: row, Right: match)).ToArray();
            yield return batch.Take([.. pairs.Select(p => p.Left)]).Beside(table.Take([.. pairs.Select(p => p.Right)])).Select([.. columns.Select(c => c.FromRight ? left.Schema.Count + c.Index : c.Index)]);
        }
    }

    private IEnumerable<int> Matches(Dictionary<(uint, int), List<int>> networks, string text)
    {
        var found = TryRead(text, out var address, out _)
            ? Enumerable.Range(0, 33).Reverse().SelectMany(length => networks.GetValueOrDefault((Masked(address, length), length)) ?? [])
            : [];
        return found.DefaultIfEmpty(-1).Where(row => row >= 0 || keepsUnmatched);
    }

    private static Dictionary<(uint, int), List<int>> Networks(Column<string> texts)
    {
        var networks = new Dictionary<(uint, int), List<int>>();
        for (var row = 0; row < texts.Length; row++)
        {
            if (TryRead(texts[row], out var address, out var length))
            {
                var key = (Masked(address, length), length);
                networks.TryAdd(key, []);
                networks[key].Add(row);
            }
        }

        return networks;
    }

    private static uint Masked(uint address, int length) => length == 0 ? 0 : address & (uint.MaxValue << (32 - length));

    private static bool TryRead(string text, out uint address, out int length)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        (address, length) = (0, 32);
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var parsed) || parsed.AddressFamily is not AddressFamily.InterNetwork
            || (slash >= 0 && !(int.TryParse(text[(slash + 1)..], out length) && length is >= 0 and <= 32)))
        {
            return false;
        }

        foreach (var part in parsed.GetAddressBytes())
        {
            address = (address << 8) | part;
        }

        return true;
    }
}
