using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>a.b, a['b'] and a[0]: what is not there is null, never an error; an index below zero counts from the end.</summary>
internal static class DynamicPath
{
    private static readonly Overload ByIndex = Define.Of<Dynamic, long, Dynamic>((value, index) => At(value, index)!);
    private static readonly Overload ByKey = Define.Of<Dynamic, string, Dynamic>((value, key) => Of(value, key)!);
    private static readonly Overload ByEither = Define.Of<Dynamic, Dynamic, Dynamic>((value, key) => (key is DynamicScalar<long> { Value: var index } ? At(value, index) : Of(value, key.Text))!);

    public static BoundExpression Property(BoundExpression target, string name)
        => new Call(ScalarType.Dynamic, [target], Define.Of<Dynamic, Dynamic>(value => Of(value, name)!).Implementation);

    public static BoundExpression Element(BoundExpression target, BoundExpression index) => new Call(ScalarType.Dynamic, [target, index], ByIndex.Implementation);

    public static BoundExpression Key(BoundExpression target, BoundExpression key)
        => new Call(ScalarType.Dynamic, [target, key], (key.Type is ScalarType.Dynamic ? ByEither : ByKey).Implementation);

    public static Dynamic? Of(Dynamic value, string name) => value is DynamicBag bag ? bag[name] : null;

    public static Dynamic? At(Dynamic value, long index)
    {
        var items = (value as DynamicArray)?.Items;
        var at = index < 0 ? index + (items?.Count ?? 0) : index;
        return items is not null && at >= 0 && at < items.Count ? items[(int)at] : null;
    }
}
