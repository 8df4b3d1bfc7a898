namespace ExposurePipeline.Hunting.Values;

/// <summary>Between scalars and dynamic values.</summary>
internal static class DynamicConversion
{
    /// <summary>Wraps a boxed scalar; null stays null.</summary>
    public static bool TryWrap(object? scalar, out Dynamic? value)
    {
        value = scalar switch
        {
            null => null,
            Dynamic d => d,
            bool v => Dynamic.Of(v),
            int v => Dynamic.Of((long)v),
            long v => Dynamic.Of(v),
            double v => Dynamic.Of(v),
            decimal v => Dynamic.Of(v),
            string v => Dynamic.Of(v),
            DateTime v => Dynamic.Of(v),
            TimeSpan v => Dynamic.Of(v),
            Guid v => Dynamic.Of(v),
            _ => null,
        };
        return value is not null || scalar is null;
    }
}
