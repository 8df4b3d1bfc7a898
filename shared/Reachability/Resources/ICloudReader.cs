namespace ExposurePipeline.Reachability.Resources;

/// <summary>What one cloud's documents say.</summary>
public interface ICloudReader
{
    /// <summary>Whose documents.</summary>
    Cloud Cloud { get; }

    /// <summary>The resources that a JSON document tells of, whichever of the cloud's surfaces it comes from; nothing when it is none of them.</summary>
    /// <remarks>
    /// Lists, single bodies, events and their envelopes are told apart by their content alone. A part that cannot be read becomes a change of kind
    /// <see cref="ChangeKind.Unread"/> when it names its resource.
    /// </remarks>
    /// <param name="document">The root of the document.</param>
    IEnumerable<ResourceChange> Changes(Body document);

    /// <summary>Understands a body. What cannot be understood is said in <see cref="Resource.Problems"/>; null for a type that says nothing about exposure.</summary>
    Resource? Read(ResourceChange change);
}
