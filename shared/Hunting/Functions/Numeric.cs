using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Numbers inside dynamic values.</summary>
internal static class Numeric
{
    public static double? Of(Dynamic? value) => value switch
    {
        DynamicScalar<long> { Value: var v } => v,
        DynamicScalar<double> { Value: var v } => v,
        DynamicScalar<decimal> { Value: var v } => (double)v,
        DynamicScalar<bool> { Value: var v } => v ? 1 : 0,
        _ => null,
    };
}
