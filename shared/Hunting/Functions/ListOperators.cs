using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>in, !in, in~, !in~, has_any, has_all: against literals, dynamic arrays and the first column of a table.</summary>
internal static class ListOperators
{
    public static BoundExpression Bind(string name, int position, BoundExpression operand, BoundExpression[] items)
    {
        var ignoresCase = name.EndsWith('~');
        var comparer = ignoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        if (Array.Exists(items, item => !item.IsConstant))
        {
            return RowLists.Bind(name, position, operand, items, comparer);
        }

        var list = new ListValues(items, comparer);
        Func<QueryContext, Func<string, bool>> test = name.TrimStart('!').TrimEnd('~') switch
        {
            "has_any" => context => HasAny(list.Texts(context)),
            "has_all" => context => HasAll(list.Texts(context)),
            _ when name.StartsWith('!') => context => IsNone(list.Set(context)),
            _ => context => list.Set(context).Contains,
        };
        var operandText = Widening.To(operand, ScalarType.String) ?? throw QueryException.Refused(position, "the operand has no text");
        return new Call(ScalarType.Bool, [operandText], (args, length, context) => Define.Of(test(context)).Implementation(args, length, context)) { Name = name, Listed = list.Texts };
    }

    // Values are compared by their text, in the operand's type: 1 in (1, 2.0), and 'a' in (dynamic(['a'])).
    private static Func<string, bool> HasAny(List<string> items) => text => items.Exists(item => Terms.Has(text, item, StringComparison.OrdinalIgnoreCase));

    private static Func<string, bool> HasAll(List<string> items) => text => items.TrueForAll(item => Terms.Has(text, item, StringComparison.OrdinalIgnoreCase));

    private static Func<string, bool> IsNone(HashSet<string> items) => text => !items.Contains(text);

    private sealed class ListValues(BoundExpression[] items, StringComparer comparer)
    {
        public HashSet<string> Set(QueryContext context) => context.Once(this, () => Texts(context).ToHashSet(comparer));

        public List<string> Texts(QueryContext context) => context.Once(items, () => items.SelectMany(item => Flat(item, context)).ToList());

        private static IEnumerable<string> Flat(BoundExpression item, QueryContext context)
        {
            var value = item.Value(context);
            return value is DynamicArray array ? array.Items.Select(ScalarText.OfDynamic) : [Widening.Convert(new Constant(item.Type, value), ScalarType.String)?.Value(context) as string ?? ""];
        }
    }
}
