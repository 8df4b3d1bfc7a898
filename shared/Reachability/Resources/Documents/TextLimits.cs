namespace ExposurePipeline.Reachability.Resources.Documents;

/// <summary>How much of a text is in memory at a time.</summary>
/// <param name="Portion">Bytes of elements that are handed on together.</param>
/// <param name="Largest">Bytes of the largest value that is read: a longer one that is no list, nor an envelope of lists, becomes a problem.</param>
public sealed record TextLimits(int Portion, int Largest)
{
    /// <summary>Small enough for the youngest generation of the heap; several times the largest body that Azure Resource Manager accepts, which is 4 MiB.</summary>
    public static TextLimits Default { get; } = new(48 * 1024, 16 * 1024 * 1024);
}
