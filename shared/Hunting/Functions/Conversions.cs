using System.Globalization;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>tostring, tolong and their like: a value that cannot be converted becomes null.</summary>
internal static class Conversions
{
    public static IEnumerable<ScalarFunction> All =>
    [
        To("tostring", ToText) with { Nulls = "null becomes \"\"" },
        To("tolong", ToLong),
        To("toint", ToInt),
        To("toreal", ToReal) with { Aliases = ["todouble"] },
        To("tobool", ToBool) with { Aliases = ["toboolean"] },
        To("todecimal", ToDecimal),
        To("todatetime", ToDateTime),
        To("totimespan", ToTimeSpan) with { Aliases = ["totime"] },
        To("toguid", ToGuid),
        To("todynamic", ToDynamic) with { Aliases = ["parse_json", "parsejson", "toobject"] },
    ];

    private static readonly Overload[] ToText =
    [
        Define.Of<string, string>(v => v), Define.Of<bool, string>(ScalarText.Of), Define.Of<int, string>(v => ScalarText.Of((long)v)), Define.Of<long, string>(ScalarText.Of),
        Define.Of<double, string>(ScalarText.Of), Define.Of<decimal, string>(ScalarText.Of), Define.Of<DateTime, string>(ScalarText.Of), Define.Of<TimeSpan, string>(ScalarText.Of),
        Define.Of<Guid, string>(ScalarText.Of), Define.Of<Dynamic, string>(ScalarText.OfDynamic),
    ];

    private static readonly Overload[] ToLong =
    [
        Define.Of<long, long>(v => v), Define.Of<int, long>(v => v), Define.Of<bool, long>(v => v ? 1 : 0), Define.Try<double, long>(Whole), Define.Try<decimal, long>(v => Whole((double)v)),
        Define.Try<string, long>(TextToLong), Define.Of<DateTime, long>(v => v.Ticks), Define.Of<TimeSpan, long>(v => v.Ticks), Define.Try<Dynamic, long>(d => d switch
        {
            DynamicScalar<long> { Value: var v } => v,
            DynamicScalar<double> { Value: var v } => Whole(v),
            DynamicScalar<bool> { Value: var v } => v ? 1 : 0,
            DynamicScalar<string> { Value: var v } => TextToLong(v),
            DynamicScalar<DateTime> { Value: var v } => v.Ticks,
            DynamicScalar<TimeSpan> { Value: var v } => v.Ticks,
            _ => null,
        }),
    ];

    private static readonly Overload[] ToInt =
    [
        Define.Of<int, int>(v => v), Define.Of<long, int>(Wrap), Define.Of<bool, int>(v => v ? 1 : 0), Define.Of<TimeSpan, int>(v => Wrap(v.Ticks)), Define.Of<DateTime, int>(v => Wrap(v.Ticks)), Define.Try<double, int>(v => Narrow(Whole(v))), Define.Try<decimal, int>(v => Narrow(Whole((double)v))),
        Define.Try<string, int>(v => Narrow(TextToLong(v))), Define.Try<Dynamic, int>(d => d switch
        {
            DynamicScalar<long> { Value: var v } => Wrap(v),
            DynamicScalar<double> { Value: var v } => Narrow(Whole(v)),
            DynamicScalar<bool> { Value: var v } => v ? 1 : 0,
            DynamicScalar<string> { Value: var v } => Narrow(TextToLong(v)),
            _ => null,
        }),
    ];

    private static readonly Overload[] ToReal =
    [
        Define.Of<double, double>(v => v), Define.Of<int, double>(v => v), Define.Of<long, double>(v => v), Define.Of<decimal, double>(v => (double)v), Define.Of<bool, double>(v => v ? 1 : 0), Define.Of<TimeSpan, double>(v => v.Ticks), Define.Of<DateTime, double>(v => v.Ticks),
        Define.Try<string, double>(TextToReal), Define.Try<Dynamic, double>(d => d switch
        {
            DynamicScalar<long> { Value: var v } => v,
            DynamicScalar<double> { Value: var v } => v,
            DynamicScalar<bool> { Value: var v } => v ? 1 : 0,
            DynamicScalar<string> { Value: var v } => TextToReal(v),
            _ => null,
        }),
    ];

    private static readonly Overload[] ToBool =
    [
        Define.Of<bool, bool>(v => v), Define.Of<int, bool>(v => v != 0), Define.Of<long, bool>(v => v != 0), Define.Of<double, bool>(v => v != 0), Define.Try<string, bool>(TextToBool),
        Define.Try<Dynamic, bool>(d => d switch
        {
            DynamicScalar<bool> { Value: var v } => v,
            DynamicScalar<long> { Value: var v } => v != 0,
            DynamicScalar<double> { Value: var v } => v != 0,
            DynamicScalar<string> { Value: var v } => TextToBool(v),
            _ => null,
        }),
    ];

    private static readonly Overload[] ToDecimal =
    [
        Define.Of<decimal, decimal>(v => v), Define.Of<int, decimal>(v => v), Define.Of<long, decimal>(v => v), Define.Try<double, decimal>(v => TextToDecimal(ScalarText.Of(v))),
        Define.Try<string, decimal>(TextToDecimal), Define.Try<Dynamic, decimal>(d => TextToDecimal(d.Text)),
    ];

    private static readonly Overload[] ToDateTime =
    [
        Define.Of<DateTime, DateTime>(v => v), Define.Try<string, DateTime>(TextToDateTime), Define.Try<long, DateTime>(Instant), Define.Try<double, DateTime>(v => Instant(Whole(v))),
        Define.Try<Dynamic, DateTime>(d => d is DynamicScalar<DateTime> { Value: var v } ? v : d is DynamicScalar<string> { Value: var text } ? TextToDateTime(text) : null),
    ];

    private static readonly Overload[] ToTimeSpan =
    [
        Define.Of<TimeSpan, TimeSpan>(v => v), Define.Try<string, TimeSpan>(TextToTimeSpan), Define.Of<long, TimeSpan>(v => new(v)),
        Define.Try<Dynamic, TimeSpan>(d => d is DynamicScalar<TimeSpan> { Value: var v } ? v : d is DynamicScalar<string> { Value: var text } ? TextToTimeSpan(text) : null),
    ];

    private static readonly Overload[] ToGuid =
        [Define.Of<Guid, Guid>(v => v), Define.Try<string, Guid>(TextToGuid), Define.Try<Dynamic, Guid>(d => TextToGuid(d.Text))];

    private static readonly Overload[] ToDynamic =
    [
        Define.Of<Dynamic, Dynamic>(v => v), Define.Of<string, Dynamic>(TextToDynamic), Define.Of<bool, Dynamic>(Dynamic.Of), Define.Of<long, Dynamic>(Dynamic.Of), Define.Of<int, Dynamic>(v => Dynamic.Of((long)v)),
        Define.Of<double, Dynamic>(Dynamic.Of), Define.Of<decimal, Dynamic>(Dynamic.Of), Define.Of<DateTime, Dynamic>(Dynamic.Of), Define.Of<TimeSpan, Dynamic>(Dynamic.Of), Define.Of<Guid, Dynamic>(Dynamic.Of),
    ];

    private static ScalarFunction To(string name, Overload[] overloads) => new(name, overloads) { Implies = ImpliedName.FirstArgument };

    // The greatest long becomes 2^63 as a real, and comes back as itself.
    private static long? Whole(double value) => value == 9223372036854775808.0 ? long.MaxValue : value is > -9.3e18 and < 9.3e18 && Math.Truncate(value) is >= long.MinValue and < 9223372036854775808.0 and var whole ? (long)whole : null;

    internal static int? Narrow(long? value) => value is >= int.MinValue and <= int.MaxValue ? (int)value : null;

    // A long keeps its low 32 bits; text and reals that do not fit have no value.
    private static int Wrap(long value) => unchecked((int)value);

    // Hexadecimal text has no sign.
    internal static long? TextToLong(string text)
        => LiteralText.TryLong(text.AsSpan().Trim(), out var value) && !(text.AsSpan().Trim() is ['-', '0', 'x' or 'X', ..]) ? value : null;

    internal static double? TextToReal(string text) => LiteralText.TryReal(text.AsSpan().Trim(), out var value) ? value : null;

    internal static bool? TextToBool(string text) => bool.TryParse(text, out var value) ? value : TextToLong(text) is { } number ? number != 0 : null;

    internal static decimal? TextToDecimal(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    internal static DateTime? TextToDateTime(string text) => DateTimeText.TryParse(text, out var value) ? value : null;

    private static DateTime? Instant(long ticks) => Instant((long?)ticks);

    private static DateTime? Instant(long? ticks) => ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks.Value) : null;

    internal static TimeSpan? TextToTimeSpan(string text) => TimeSpanText.TryParse(text, out var value) && (text.Contains(':') || char.IsLetter(text.Trim()[^1])) ? value : null;

    internal static Guid? TextToGuid(string text) => Guid.TryParse(text, out var value) ? value : null;

    internal static Dynamic TextToDynamic(string text) => text.Length == 0 ? null! : DynamicReader.TryRead(text, literal: false, out var value) ? value! : Dynamic.Of(text);
}
