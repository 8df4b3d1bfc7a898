namespace ExposurePipeline.Reachability.Algebra;

/// <summary>Protocols or ports, both ends inclusive.</summary>
/// <param name="First">Lowest, from 0.</param>
/// <param name="Last">Highest, up to 65535.</param>
public readonly record struct NumberRange(int First, int Last)
{
    /// <summary>Every port.</summary>
    public static NumberRange AllPorts { get; } = new(0, Protocols.LastPort);

    /// <summary>Every protocol.</summary>
    public static NumberRange AllProtocols { get; } = new(0, Protocols.Last);

    /// <summary>One number.</summary>
    public static NumberRange Of(int number) => new(number, number);

    /// <inheritdoc/>
    public override string ToString() => First == Last ? $"{First}" : $"{First}-{Last}";
}
