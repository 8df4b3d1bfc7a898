using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Functions;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Binding;

/// <summary>Which types stand in for which, and at what cost: overloads with the least total cost win.</summary>
internal static class Widening
{
    /// <summary>The cost of using a value of one type where another is wanted; null when that is not done implicitly.</summary>
    public static int? Cost(ScalarType from, ScalarType to) => (from, to) switch
    {
        _ when from == to => 0,
        (ScalarType.Int, ScalarType.Long) => 1,
        (ScalarType.Long or ScalarType.Int, ScalarType.Real) => 3,
        (ScalarType.Long or ScalarType.Int, ScalarType.Decimal) => 4,
        (ScalarType.Real, ScalarType.Decimal) => 5,
        (ScalarType.Decimal, ScalarType.Real) => 7,
        (ScalarType.Bool, ScalarType.Long) => 6,
        (ScalarType.Dynamic, ScalarType.String) => 10,
        (ScalarType.Dynamic, _) => 11,
        _ => null,
    };

    /// <summary>The value as another type; null when it cannot be.</summary>
    public static BoundExpression? To(BoundExpression value, ScalarType type)
    {
        if (value.Type == type)
        {
            return value;
        }

        return type is ScalarType.Dynamic or ScalarType.String || Cost(value.Type, type) is not null ? Convert(value, type) : null;
    }

    /// <summary>The value converted, as by tolong() and its like.</summary>
    public static BoundExpression? Convert(BoundExpression value, ScalarType type)
    {
        // Text that is to be a dynamic value is kept as text, not parsed as JSON.
        if (type is ScalarType.Dynamic && value.Type is ScalarType.String)
        {
            return new Call(type, [value], Define.Of<string, Dynamic>(Dynamic.Of).Implementation);
        }

        var overload = FunctionTable.Find("to" + type.Name())!.Overloads.FirstOrDefault(o => o.Parameters[0] == value.Type);
        return value.Type == type ? value : overload is null ? null : new Call(type, [value], overload.Implementation) { Name = "to" + type.Name() };
    }

    /// <summary>Two values whose types do not widen to each other, brought to one: text to what it stands beside; null where they do widen.</summary>
    public static (BoundExpression Left, BoundExpression Right)? Reconciled(BoundExpression left, BoundExpression right)
    {
        if ((Cost(left.Type, right.Type) ?? Cost(right.Type, left.Type)) is not null)
        {
            return null;
        }

        return left.Type is not ScalarType.String && Convert(right, left.Type) is { } asLeft ? (left, asLeft)
            : Convert(left, right.Type) is { } asRight ? (asRight, right)
            : (Convert(left, ScalarType.String)!, Convert(right, ScalarType.String)!);
    }

    /// <summary>The one type of values of which one is chosen: what stands beside dynamic values decides, and mixed types are dynamic.</summary>
    public static ScalarType Chosen(IEnumerable<ScalarType> types)
    {
        var known = types.Where(t => t is not ScalarType.Dynamic).Distinct().ToArray();
        return known.Length == 1 ? known[0] : known.Length > 1 && Array.TrueForAll(known, t => t.IsNumber()) ? Common(known) : ScalarType.Dynamic;
    }

    /// <summary>The one type of several values: their own, the widest number, or dynamic.</summary>
    public static ScalarType Common(IEnumerable<ScalarType> types)
    {
        var distinct = types.Distinct().ToArray();
        return distinct.Length == 1 ? distinct[0]
            : distinct.Contains(ScalarType.Dynamic) ? ScalarType.Dynamic
            : distinct.All(t => t.IsNumber()) ? distinct.Contains(ScalarType.Decimal) ? ScalarType.Decimal : distinct.Contains(ScalarType.Real) ? ScalarType.Real : ScalarType.Long
            : distinct[0];
    }
}
