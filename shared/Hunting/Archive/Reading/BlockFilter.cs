using ExposurePipeline.Hunting.Archive.Format;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive.Reading;

/// <summary>Tells blocks that no row of can fulfil a condition.</summary>
/// <param name="column">The column's place in the segment.</param>
/// <param name="type">Its type.</param>
/// <param name="filter">The condition.</param>
internal sealed class BlockFilter(int column, ScalarType type, ScanFilter filter)
{
    private readonly long?[] numbers = [.. filter.Values.Select(value => Number(type, value))];

    /// <summary>Whether a block may have such a row, by what the footer says of it.</summary>
    public bool MayHold(Chunk chunk)
    {
        if (type is ScalarType.String)
        {
            return filter.Values.Any(value => value is not string text || MayHold(chunk, text));
        }

        var (least, most) = (chunk.Bounds.Least, chunk.Bounds.Most);
        return numbers.Any(number => number is null) || (chunk.Form is not ChunkForm.Empty && filter.Comparison switch
        {
            ScanComparison.OneOf => numbers.Any(number => least <= number && number <= most),
            ScanComparison.AtLeast => most >= numbers[0],
            ScanComparison.AtMost => least <= numbers[0],
            _ => true,
        });
    }

    /// <summary>Whether a block may have such a row, by its filter of texts and terms.</summary>
    public bool MayHold(SegmentScan scan, int block)
    {
        if (type is not ScalarType.String || filter.Comparison is not (ScanComparison.OneOf or ScanComparison.HasTerm))
        {
            return true;
        }

        var terms = scan.Filter(column, block).Span;
        foreach (var value in filter.Values)
        {
            if (value is not string text || (filter.Comparison is ScanComparison.OneOf ? TermFilter.MayHave(terms, text) : TermFilter.MayHaveTerms(terms, text)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The chunk of a block.</summary>
    public Chunk ChunkOf(SegmentFooter footer, int block) => footer.Chunks[column][block];

    private bool MayHold(Chunk chunk, string text)
    {
        if (chunk.Form is ChunkForm.Empty)
        {
            return text.Length == 0 || filter.Comparison is not (ScanComparison.OneOf or ScanComparison.HasTerm);
        }

        return filter.Comparison is not ScanComparison.OneOf
            || chunk.Bounds is not { LeastText: { } least, MostText: { } most }
            || (string.CompareOrdinal(text, least) >= 0 && string.CompareOrdinal(text, 0, most, 0, Bounds.MaxText) <= 0);
    }

    // Null for what cannot be told: reals have values that are equal though their bits differ.
    private static long? Number(ScalarType type, object value) => (type, value) switch
    {
        (ScalarType.Bool, bool typed) => BoolForm.Number(typed),
        (ScalarType.Int, int typed) => IntForm.Number(typed),
        (ScalarType.Long, long typed) => LongForm.Number(typed),
        (ScalarType.DateTime, DateTime typed) => InstantForm.Number(typed),
        (ScalarType.TimeSpan, TimeSpan typed) => SpanForm.Number(typed),
        _ => null,
    };
}
