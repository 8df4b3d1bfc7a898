using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>and, or, not, and questions about null and emptiness.</summary>
internal static class Logic
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("and", [Connective(isAnd: true)]) { Nulls = "false decides; otherwise null", IsOperator = true },
        new("or", [Connective(isAnd: false)]) { Nulls = "true decides; otherwise null", IsOperator = true },
        new("not", [Define.Of<bool, bool>(v => !v)]),
        new("isnull", Questions(askNull: true)) { Nulls = "never null; text is never null" },
        new("isnotnull", Questions(askNull: false)) { Nulls = "never null; text is never null", Aliases = ["notnull"] },
        new("isempty", [Define.Nullable<string, bool>((v, _) => v.Length == 0), .. NullQuestions(askNull: true), Define.Nullable<Dynamic, bool>((v, isNull) => isNull || v.Text.Length == 0)]) { Nulls = "null is empty" },
        new("isnotempty", [Define.Nullable<string, bool>((v, _) => v.Length != 0), .. NullQuestions(askNull: false), Define.Nullable<Dynamic, bool>((v, isNull) => !isNull && v.Text.Length != 0)])
            { Nulls = "null is empty", Aliases = ["notempty"] },
    ];

    private static Overload[] Questions(bool askNull)
        => [Define.Nullable<string, bool>((_, _) => !askNull), .. NullQuestions(askNull), Define.Nullable<Dynamic, bool>((_, isNull) => isNull == askNull)];

    private static Overload[] NullQuestions(bool askNull) =>
    [
        Ask<bool>(askNull), Ask<int>(askNull), Ask<long>(askNull), Ask<double>(askNull), Ask<decimal>(askNull), Ask<DateTime>(askNull), Ask<TimeSpan>(askNull), Ask<Guid>(askNull),
    ];

    private static Overload Ask<T>(bool askNull) => Define.Nullable<T, bool>((_, isNull) => isNull == askNull);

    private static Overload Connective(bool isAnd) => new(ScalarType.Bool, [ScalarType.Bool], (args, length, _) =>
    {
        var domain = Domain.Over(args, length);
        var (readers, result, nulls) = (Array.ConvertAll(args, domain.Read<bool>), new bool[domain.Count], default(NullMask));
        for (var i = 0; i < result.Length; i++)
        {
            var decided = Array.Exists(readers, r => !r.IsNull(i) && r[i] != isAnd);
            result[i] = decided ? !isAnd : isAnd;
            if (!decided && Array.Exists(readers, r => r.IsNull(i)))
            {
                nulls.Set(i);
            }
        }

        return domain.Result(result, nulls);
    }) { Repeats = true };
}
