using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>treepath(): the ways to everything inside a dynamic value; [0] stands for any element of an array.</summary>
internal static class Paths
{
    public static IEnumerable<ScalarFunction> All =>
        [new("treepath", [Define.Of<Dynamic, Dynamic>(v => new DynamicArray([.. Below(v, "").Distinct().Select(Dynamic.Of)]))])];

    private static IEnumerable<string> Below(Dynamic? value, string path) => value switch
    {
        DynamicBag bag => bag.Properties.SelectMany(p => Below(p.Value, $"{path}['{p.Key}']").Prepend($"{path}['{p.Key}']")),
        DynamicArray array => array.Items.SelectMany(item => Below(item, $"{path}[0]").Prepend($"{path}[0]")),
        _ => [],
    };
}
