using ExposurePipeline.Hunting.Archive.Format;

namespace ExposurePipeline.Hunting.Archive.Reading;

/// <summary>A segment that counts.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Elsewhere">Events that count in another segment; rows that came in them are left out of this one.</param>
internal sealed record LiveSegment(Segment Segment, IReadOnlyList<Cover> Elsewhere);

/// <summary>A segment all of whose events count in others.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Since">When the last of the others was written.</param>
internal sealed record ReplacedSegment(Segment Segment, DateTimeOffset Since);

/// <summary>
/// Which rows of a tenant's segments count: those of an event in the first segment that covers the event, merged ones first.
/// So a batch that was delivered again counts once, and a merged segment stands for what it was made of from the moment it is there.
/// </summary>
/// <param name="Live">The segments that count, in the order in which they do.</param>
/// <param name="Replaced">The segments that do not.</param>
internal sealed record LiveSegments(IReadOnlyList<LiveSegment> Live, IReadOnlyList<ReplacedSegment> Replaced)
{
    public static LiveSegments Of(IEnumerable<Segment> segments)
    {
        var (live, replaced) = (new List<LiveSegment>(), new List<ReplacedSegment>());
        var covered = new Dictionary<string, List<(Cover Cover, DateTimeOffset Since)>>(StringComparer.Ordinal);
        foreach (var segment in segments.OrderByDescending(each => SegmentName.Parse(each.Name)?.Level).ThenBy(each => each.Name, StringComparer.Ordinal))
        {
            var covers = segment.Footer.Covers;
            var holders = covers.Select(cover => Before(cover).Where(earlier => earlier.Cover.Contains(cover)).ToList()).ToList();
            if (covers.Count > 0 && holders.All(found => found.Count > 0))
            {
                replaced.Add(new(segment, holders.Max(found => found.Min(earlier => earlier.Since))));
                continue;
            }

            live.Add(new(segment, [.. covers.SelectMany(cover => Before(cover).Where(earlier => earlier.Cover.Meets(cover)).Select(earlier => earlier.Cover)).Distinct()]));
            foreach (var cover in covers)
            {
                Before(cover).Add((cover, segment.File.Created));
            }
        }

        return new(live, replaced);

        List<(Cover Cover, DateTimeOffset Since)> Before(Cover cover)
            => covered.TryGetValue(cover.Partition, out var known) ? known : covered[cover.Partition] = [];
    }
}
