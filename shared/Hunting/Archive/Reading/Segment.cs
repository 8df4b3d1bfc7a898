using ExposurePipeline.Hunting.Archive.Format;

namespace ExposurePipeline.Hunting.Archive.Reading;

/// <summary>A segment whose footer is read.</summary>
/// <param name="File">The file.</param>
/// <param name="Footer">What it holds.</param>
internal sealed record Segment(SegmentFile File, SegmentFooter Footer)
{
    /// <summary>Its name.</summary>
    public string Name => File.Name;

    /// <summary>A column's place; -1 when it has none of the name.</summary>
    public int IndexOf(string column) => Footer.Schema.IndexOf(column);

    /// <summary>The least and the greatest number of a column; null when every row is null.</summary>
    public (long Least, long Most)? Range(string column)
    {
        var known = IndexOf(column) is >= 0 and var index ? Footer.Chunks[index].Where(chunk => chunk.Form is not ChunkForm.Empty).ToList() : [];
        return known.Count == 0 ? null : (known.Min(chunk => chunk.Bounds.Least), known.Max(chunk => chunk.Bounds.Most));
    }
}
