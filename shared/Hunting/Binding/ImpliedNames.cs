using ExposurePipeline.Hunting.Functions;

namespace ExposurePipeline.Hunting.Binding;

/// <summary>Which functions name their column after their first argument, when the query gives it no name.</summary>
internal static class ImpliedNames
{
    private static readonly HashSet<string> Argument = Words(
        """
        abs acos asin atan atan2 binary_and binary_not binary_or binary_shift_left binary_shift_right binary_xor bin_at bitset_count_ones ceiling cos erf erfc exp exp10 exp2 format_bytes
        format_datetime format_timespan gamma log log10 log2 loggamma parse_csv parse_json parse_xml parsejson pow rand round series_fill_backward series_fill_const series_fill_forward
        series_fill_linear series_fir series_iir series_outliers sin split sqrt startofday tan todynamic tohex toobject
        """);

    private static readonly Dictionary<string, string> Prefixed = new(StringComparer.Ordinal) { ["gettype"] = "type", ["repeat"] = "repeat", ["string_size"] = "string_size", ["strlen"] = "strlen" };

    /// <summary>The name a call's column gets from that of its first argument; null when it gets none.</summary>
    public static string? Of(string function, string argument) => (FunctionTable.Find(function)?.Implies, Prefixed.GetValueOrDefault(function)) switch
    {
        (ImpliedName.FunctionAndFirstArgument, _) => $"{function}_{argument}",
        (_, { } prefix) => $"{prefix}_{argument}",
        (ImpliedName.FirstArgument, _) => argument,
        _ => Argument.Contains(function) ? argument : null,
    };

    private static HashSet<string> Words(string text) => new(text.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
