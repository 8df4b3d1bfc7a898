namespace ExposurePipeline.Exposure.Policy;

/// <summary>One thing that is wrong with a policy document.</summary>
/// <param name="Path">The member, for example <c>expectations[0].ports[1]</c>; empty for the document.</param>
/// <param name="Value">What stands there, at most 64 characters of it; null when nothing does.</param>
/// <param name="Why">What would be right.</param>
public readonly record struct PolicyProblem(string Path, string? Value, string Why)
{
    /// <inheritdoc/>
    public override string ToString() => (Path, Value) switch
    {
        ("", _) => Why,
        (_, null) => $"{Path}: {Why}",
        _ => $"{Path} is {Value}: {Why}",
    };
}
