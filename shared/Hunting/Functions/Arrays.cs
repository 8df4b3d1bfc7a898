using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Arrays and property bags.</summary>
internal static class Arrays
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("array_length", [Define.Try<Dynamic, long>(v => v is DynamicArray array ? array.Items.Count : null)]) { Nulls = "null unless an array" },
        new("pack_array", []) { Special = BindPackArray, Shape = "(value, …): dynamic", Nulls = "kept as null" },
    ];

    private static Call? BindPackArray(CallSite site)
    {
        var items = site.Arguments.Select(a => Binding.Widening.To(a, ScalarType.Dynamic)).ToArray();
        return items.Length == 0 || items.Contains(null) ? null : new Call(ScalarType.Dynamic, items!, Pack);
    }

    private static Column Pack(Column[] args, int length, QueryContext context)
    {
        var domain = Domain.Over(args, length);
        var readers = Array.ConvertAll(args, domain.Read<Dynamic>);
        var result = new Dynamic[domain.Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = new DynamicArray(Array.ConvertAll(readers, r => r.IsNull(i) ? null : r[i]));
        }

        return domain.Result(result, default);
    }
}
