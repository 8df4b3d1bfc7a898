using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>in, has_any and their like where the values come from columns: another list in every row.</summary>
internal static class RowLists
{
    public static BoundExpression Bind(string name, int position, BoundExpression operand, BoundExpression[] items, StringComparer comparer)
    {
        Func<string, string, bool> holds = name.StartsWith("has", StringComparison.Ordinal) ? (text, item) => Terms.Has(text, item, StringComparison.OrdinalIgnoreCase) : comparer.Equals;
        var (all, negated) = (name is "has_all", name.StartsWith('!'));
        var texts = items.Prepend(operand).Select((e, i) => i > 0 && e.Type is ScalarType.Dynamic ? e : Text(e, position)).ToArray();
        return new Call(ScalarType.Bool, texts, (args, length, _) => Rows(length, row =>
        {
            var text = ((Column<string>)args[0])[row];
            var listed = args.Skip(1).SelectMany(a => Listed(a, row));
            return (all ? listed.All(item => holds(text, item)) : listed.Any(item => holds(text, item))) != negated;
        }));
    }

    private static BoundExpression Text(BoundExpression value, int position)
        => Widening.To(value, ScalarType.String) ?? throw QueryException.Refused(position, $"a {value.Type.Name()} has no text");

    private static IEnumerable<string> Listed(Column column, int row) => column switch
    {
        Column<string> texts => [texts[row]],
        Column<Dynamic> values when values.IsNull(row) => [],
        Column<Dynamic> values => values[row] is DynamicArray array ? array.Items.Select(ScalarText.OfDynamic) : [ScalarText.OfDynamic(values[row])],
        _ => [],
    };

    private static Column<bool> Rows(int length, Func<int, bool> holds)
    {
        var result = new bool[length];
        for (var row = 0; row < length; row++)
        {
            result[row] = holds(row);
        }

        return new(result, default);
    }
}
