namespace ExposurePipeline.Reachability.Resources;

/// <summary>What one cloud's documents say.</summary>
public interface ICloudReader
{
    /// <summary>Whose documents.</summary>
    Cloud Cloud { get; }

    /// <summary>
    /// Members of an envelope that are lists: a document with a part of such a list, and with what else stands in its envelopes, tells of that part. Compared
    /// without regard to case. An object under such a name is itself an envelope.
    /// </summary>
    IReadOnlyCollection<string> Lists { get; }

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
