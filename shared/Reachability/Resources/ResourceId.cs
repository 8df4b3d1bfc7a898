namespace ExposurePipeline.Reachability.Resources;

/// <summary>A resource's name, unique in its cloud, in the one spelling in which it is compared.</summary>
/// <remarks>
/// Azure's ids are case-insensitive and are kept in lower case. AWS ids and ARNs are kept as they are. Google's are the full resource name
/// (<c>//compute.googleapis.com/projects/…</c>), whichever URL they came in.
/// </remarks>
/// <param name="Cloud">Whose.</param>
/// <param name="Text">Canonical spelling; never empty.</param>
public readonly record struct ResourceId(Cloud Cloud, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
