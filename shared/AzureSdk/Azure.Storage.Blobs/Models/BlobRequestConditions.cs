namespace Azure.Storage.Blobs.Models;

/// <summary>Conditions on the version of a blob, of which this package takes <c>IfMatch</c> and <c>IfNoneMatch</c>.</summary>
public class BlobRequestConditions : MatchConditions;
