namespace ExposurePipeline.Local.Broker.Filters;

/// <summary>Operators on values, after C#'s conversions: whole numbers widen to doubles, texts compare by ordinal, other pairs are unknown.</summary>
internal static class Values
{
    public static object? Compare(string @operator, object? left, object? right)
    {
        int? order = (left, right) switch
        {
            (string a, string b) => string.CompareOrdinal(a, b),
            (bool a, bool b) when @operator is "=" or "<>" or "!=" => a.CompareTo(b),
            (long a, long b) => a.CompareTo(b),
            _ when Number(left) is { } a && Number(right) is { } b => a.CompareTo(b),
            _ => null,
        };
        return @operator switch
        {
            "=" => order == 0,
            "<>" or "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        } && order is not null ? true : order is null ? null : false;
    }

    public static object? Calculate(string @operator, object? left, object? right) => (left, right) switch
    {
        (string a, string b) when @operator == "+" => a + b,
        (long a, long b) => Calculate(@operator, a, b),
        _ when Number(left) is { } a && Number(right) is { } b => (object)Calculate(@operator, a, b),
        _ => null,
    };

    // Overflow and division by zero have no value, hence are unknown; a filter never fails on a message.
    private static long? Calculate(string @operator, long left, long right)
    {
        Int128 a = left, b = right;
        Int128? result = @operator switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            _ when right == 0 => null,
            "/" => a / b,
            _ => a % b,
        };
        return result >= long.MinValue && result <= long.MaxValue ? (long)result : null;
    }

    private static double Calculate(string @operator, double left, double right) => @operator switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / right,
        _ => left % right,
    };

    private static double? Number(object? value) => value switch
    {
        long whole => whole,
        double number => number,
        _ => null,
    };
}
