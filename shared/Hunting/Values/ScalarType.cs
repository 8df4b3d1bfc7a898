namespace ExposurePipeline.Hunting.Values;

/// <summary>The ten types of the language.</summary>
public enum ScalarType
{
    /// <summary>True or false.</summary>
    Bool,

    /// <summary>An instant, counted in 100 ns ticks.</summary>
    DateTime,

    /// <summary>An exact decimal number.</summary>
    Decimal,

    /// <summary>A JSON-like value.</summary>
    Dynamic,

    /// <summary>A 128-bit identifier.</summary>
    Guid,

    /// <summary>A signed 32-bit integer.</summary>
    Int,

    /// <summary>A signed 64-bit integer.</summary>
    Long,

    /// <summary>A 64-bit floating-point number.</summary>
    Real,

    /// <summary>Text; never null.</summary>
    String,

    /// <summary>A duration, counted in 100 ns ticks.</summary>
    TimeSpan,
}
