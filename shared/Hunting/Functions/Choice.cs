using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>iff, case, coalesce: one of several values of one type.</summary>
internal static class Choice
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("iff", []) { Aliases = ["iif"], Special = BindCase, Shape = "(condition: bool, then: T, otherwise: T): T", Nulls = "a null condition is false" },
        new("case", []) { Special = BindCase, Shape = "(condition: bool, then: T, …, otherwise: T): T", Nulls = "a null condition is false" },
        new("coalesce", []) { Special = BindCoalesce, Shape = "(value: T, …): T", Nulls = "the first value that is neither null nor \"\"" },
    ];

    private static Call? BindCase(CallSite site)
    {
        var count = site.Arguments.Length;
        if (count < 3 || count % 2 == 0 || (site.Function.Name is "iff" && count != 3))
        {
            return null;
        }

        var isValue = (int i) => i % 2 == 1 || i == count - 1;
        var type = Widening.Chosen(site.Arguments.Where((_, i) => isValue(i)).Select(a => a.Type));
        var arguments = site.Arguments.Select((a, i) => Widening.To(a, isValue(i) ? type : ScalarType.Bool)).ToArray();
        return arguments.Contains(null) ? null : new Call(type, arguments!, (args, length, _) => Pick(type, args, length, Chosen));
    }

    private static Call? BindCoalesce(CallSite site)
    {
        if (site.Arguments.Length == 0)
        {
            return null;
        }

        var type = Widening.Common(site.Arguments.Select(a => a.Type));
        var arguments = site.Arguments.Select(a => Widening.To(a, type)).ToArray();
        return arguments.Contains(null) ? null : new Call(type, arguments!, (args, length, _) => Pick(type, args, length, FirstPresent));
    }

    private static Column Pick(ScalarType type, Column[] args, int length, Func<Column[], int, int> choose)
    {
        // Stacked one after the other, so that a chosen row is one index.
        var offsets = new int[args.Length];
        var candidates = new List<Column>();
        var total = 0;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i].Type == type) // conditions of a bool choice are stacked too, and never chosen
            {
                offsets[i] = total;
                candidates.Add(args[i]);
                total += length;
            }
        }

        var rows = new int[length];
        for (var row = 0; row < length; row++)
        {
            var chosen = choose(args, row);
            rows[row] = chosen < 0 ? -1 : offsets[chosen] + row;
        }

        return Columns.Concat(type, candidates).Take(rows);
    }

    private static int Chosen(Column[] args, int row)
    {
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var condition = (Column<bool>)args[i];
            if (!condition.IsNull(row) && condition[row])
            {
                return i + 1;
            }
        }

        return args.Length - 1;
    }

    private static int FirstPresent(Column[] args, int row)
        => Array.FindIndex(args, a => !a.IsNull(row) && !(a is Column<string> text && text[row].Length == 0));
}
