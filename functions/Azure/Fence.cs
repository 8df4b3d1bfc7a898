using System.Globalization;
using Azure;

namespace ExposurePipeline.Functions.Azure;

/// <summary>The opaque version of a stored entity: how often it was written, which orders its outbox, and the tag that fences the next write.</summary>
/// <param name="Revision">1 for the first write.</param>
/// <param name="Tag">The row's entity tag; default before the first write.</param>
internal readonly record struct Fence(long Revision, ETag Tag)
{
    public static Fence Parse(string? version)
    {
        var colon = version?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon < 0 ? default : new(long.Parse(version.AsSpan(0, colon), CultureInfo.InvariantCulture), new(version![(colon + 1)..]));
    }

    public bool IsNew => Revision == 0;

    public Fence Next(ETag tag) => new(Revision + 1, tag);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Revision}:{Tag}");
}
