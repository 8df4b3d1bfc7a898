using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Functions;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Plugins;

/// <summary>evaluate ipv6_lookup: rows beside the rows of a table whose network, of IPv6 or IPv4, holds their address.</summary>
internal static class Ipv6Lookup
{
    public static Plan Bind(EvaluateOperator syntax, Plan input, OperatorSite site)
    {
        if (syntax.Call.Arguments is not [var table, _, _, ..])
        {
            throw QueryException.Refused(syntax.Call.Position, "ipv6_lookup() takes a table, an address column and a network column");
        }

        var right = site.Query.BindTable(table, site.Scope);
        var (address, network) = (Evaluate.Column(syntax, 1, input.Schema), Evaluate.Column(syntax, 2, right.Schema));
        if (syntax.Call.Arguments.Skip(3).FirstOrDefault(a => a is NameExpression) is { } extra)
        {
            throw QueryException.Unsupported(extra.Position, "ipv6_lookup() with further keys is not supported");
        }

        var unmatched = Evaluate.Option(syntax, "return_unmatched", 3) is { } option && site.Over(new([])).Constant(option, ScalarType.Bool) is true;
        return new Lookup(input, right, Lookup.RightFirst(input.Schema, right.Schema), unmatched, rows =>
        {
            var networks = Networks((Column<string>)rows[network]);
            return (batch, row) => Ipv6Network.TryParse(((Column<string>)batch[address])[row]) is { } found
                ? Enumerable.Range(0, 129).Reverse().SelectMany(prefix => networks.GetValueOrDefault((Ipv6Network.Mask(found.Address, prefix), prefix)) ?? [])
                : [];
        });
    }

    private static Dictionary<(UInt128, int), List<int>> Networks(Column<string> texts)
    {
        var networks = new Dictionary<(UInt128, int), List<int>>();
        for (var row = 0; row < texts.Length; row++)
        {
            if (Ipv6Network.TryParse(texts[row]) is { } network)
            {
                var key = (network.Masked, network.Prefix);
                networks.TryAdd(key, []);
                networks[key].Add(row);
            }
        }

        return networks;
    }
}
