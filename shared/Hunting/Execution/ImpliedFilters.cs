using System.Globalization;
using System.Numerics;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Execution;

/// <summary>The filters that every row fulfils for which a predicate is true.</summary>
internal static class ImpliedFilters
{
    // Asking for each of many values costs a table more than reading on.
    private const int MaxValues = 1000;
    private static readonly HashSet<string> Comparisons = ["==", "=~", "has", "has_cs", "<", "<=", ">", ">="];

    public static IEnumerable<ScanFilter> Of(BoundExpression predicate, QueryContext context) => predicate switch
    {
        Call { Name: "and" } all => all.Arguments.SelectMany(part => Of(part, context)),
        ColumnReference { Type: ScalarType.Bool } flag => [new(flag.Index, ScanComparison.OneOf, [true])],
        Call { Listed: { } listed, Arguments: [var operand] } list => OfList(list.Name, operand, listed(context)),
        Call { Arguments: [var left, { IsConstant: true } right] } call when Column(left) is { } column => OfConstant(call.Name, column, right, context),
        Call { Arguments: [{ IsConstant: true } left, var right] } call when Column(right) is { } column => OfConstant(Mirrored(call.Name), column, left, context),
        _ => [],
    };

    private static IEnumerable<ScanFilter> OfConstant(string name, ColumnReference column, BoundExpression constant, QueryContext context) => column.Type switch
    {
        _ when !Comparisons.Contains(name) => [],
        ScalarType.String => constant.Value(context) is string text ? OfText(name, column, text) : [],
        _ => constant.Value(context) is { } value ? OfValue(name, column, value) : [],
    };

    private static IEnumerable<ScanFilter> OfText(string name, ColumnReference column, string text) => name switch
    {
        "==" => [new(column.Index, ScanComparison.OneOf, [text])],
        "has" or "has_cs" or "=~" => Runs(text).Select(run => new ScanFilter(column.Index, ScanComparison.HasTerm, [run])),
        _ => [],
    };

    private static IEnumerable<ScanFilter> OfValue(string name, ColumnReference column, object constant)
    {
        ScanComparison? comparison = name switch
        {
            "==" => ScanComparison.OneOf,
            ">" or ">=" => ScanComparison.AtLeast,
            "<" or "<=" => ScanComparison.AtMost,
            _ => null,
        };
        var value = (column.Type, constant) switch
        {
            (ScalarType.Int, long number and >= int.MinValue and <= int.MaxValue) => (int)number,
            (ScalarType.Int, int) or (ScalarType.Long, long) or (ScalarType.DateTime, DateTime) or (ScalarType.TimeSpan, TimeSpan) or (ScalarType.Bool, bool) => constant,
            _ => null,
        };
        return comparison is { } how && value is not null ? [new(column.Index, how, [value])] : [];
    }

    private static IEnumerable<ScanFilter> OfList(string name, BoundExpression operand, IReadOnlyList<string> texts) => Column(operand) switch
    {
        { } column when texts.Count <= MaxValues => name switch
        {
            "in" => Values(column.Type, texts) is { } values ? [new(column.Index, ScanComparison.OneOf, values)] : [],
            "in~" or "has_any" => AnyTerm(column, texts),
            "has_all" when column.Type is ScalarType.String => texts.SelectMany(text => OfText("has", column, text)),
            _ => [],
        },
        _ => [],
    };

    // Of a text that is there, its longest term is; a text without terms may be anywhere.
    private static IEnumerable<ScanFilter> AnyTerm(ColumnReference column, IReadOnlyList<string> texts)
    {
        var terms = texts.Select(text => Runs(text).MaxBy(run => run.Length)).ToArray();
        return column.Type is ScalarType.String && !terms.Contains(null) ? [new(column.Index, ScanComparison.HasTerm, terms!)] : [];
    }

    // Values of a list are compared by their texts, of which a number has one; null's is "".
    private static IReadOnlyList<object>? Values(ScalarType type, IReadOnlyList<string> texts) => type switch
    {
        ScalarType.String => texts,
        _ when texts.Contains("") => null,
        ScalarType.Int => Parsed<int>(texts),
        ScalarType.Long => Parsed<long>(texts),
        _ => null,
    };

    private static object[] Parsed<T>(IReadOnlyList<string> texts) where T : struct, INumber<T>
        => [.. texts.Select(text => T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? (object)number : null).OfType<object>()];

    // The runs of letters and digits of a text that is found as whole terms are terms of what it is found in.
    // Only ASCII ones count: of others, not every table may tell capital and small letters alike.
    private static IEnumerable<string> Runs(string text)
    {
        for (var (start, end) = (0, 0); start < text.Length; start = end + 1)
        {
            for (end = start; end < text.Length && char.IsLetterOrDigit(text[end]); end++)
            {
            }

            if (end > start && text.AsSpan(start, end - start).IndexOfAnyExceptInRange('\0', '\x7f') < 0)
            {
                yield return text[start..end];
            }
        }
    }

    // A number of a narrower type, or of any type where its text is wanted, is converted first.
    private static ColumnReference? Column(BoundExpression operand) => operand switch
    {
        ColumnReference column => column,
        Call { Name: "tolong", Arguments: [ColumnReference { Type: ScalarType.Int } column] } => column,
        Call { Name: "tostring", Arguments: [ColumnReference { Type: ScalarType.Int or ScalarType.Long } column] } => column,
        _ => null,
    };

    private static string Mirrored(string comparison) => comparison switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        "==" or "=~" => comparison,
        _ => "",
    };
}
