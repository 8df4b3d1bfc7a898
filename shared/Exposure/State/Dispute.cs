global using DisputeMap = ExposurePipeline.Exposure.State.BoundedMap<string, ExposurePipeline.Exposure.State.Dispute, ExposurePipeline.Exposure.State.DisputeBound>;
global using ReportRegister = ExposurePipeline.Exposure.State.Register<ExposurePipeline.Exposure.Events.InaccuracyReported, ExposurePipeline.Exposure.State.ReportOrder>;
global using ReviewRegister = ExposurePipeline.Exposure.State.Register<ExposurePipeline.Exposure.Events.InaccuracyReviewed, ExposurePipeline.Exposure.State.ReviewOrder>;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>A report that a classification is wrong, and what an operator decided on it. Either may arrive first.</summary>
/// <param name="Report">What was reported; null while only a review is known.</param>
/// <param name="Review">The newest review; null while nobody has decided.</param>
public sealed record Dispute(ReportRegister? Report, ReviewRegister? Review) : IJoin<Dispute>
{
    /// <summary>Longest kept comment or correct value, in encoded bytes.</summary>
    public const int LongBytes = 512;

    /// <summary>Longest kept name or mail address, in encoded bytes.</summary>
    public const int ShortBytes = 128;

    /// <summary>What a report says.</summary>
    public static Dispute Of(InaccuracyReported report) => new(new(report.At, report with
    {
        CorrectValue = Shorten(report.CorrectValue, LongBytes),
        Comment = Shorten(report.Comment, LongBytes),
        Email = Shorten(report.Email, ShortBytes),
        By = BoundedText.Shorten(report.By, ShortBytes),
    }), null);

    /// <summary>What a review says.</summary>
    public static Dispute Of(InaccuracyReviewed review) => new(null, new(review.At, review with
    {
        Comment = Shorten(review.Comment, LongBytes),
        By = BoundedText.Shorten(review.By, ShortBytes),
    }));

    /// <summary>When something last happened to it, or, if that is later, when its approval ends.</summary>
    public DateTimeOffset Last =>
        new[] { Report?.At, Review?.At, Review?.Value.Until }.OfType<DateTimeOffset>().DefaultIfEmpty(DateTimeOffset.MinValue).Max();

    /// <inheritdoc/>
    public Dispute Join(Dispute other, TimeSpan resolution)
    {
        var joined = new Dispute(Registers.Join(Report, other.Report, resolution), Registers.Join(Review, other.Review, resolution));
        return Equals(joined) ? this : joined;
    }

    private static string? Shorten(string? text, int bytes) => text is null ? null : BoundedText.Shorten(text, bytes);
}

/// <summary>Reports of one moment: member by member.</summary>
public readonly struct ReportOrder : IOrder<InaccuracyReported>
{
    /// <inheritdoc/>
    public static int Compare(InaccuracyReported left, InaccuracyReported right) =>
        Texts(left).Zip(Texts(right), string.CompareOrdinal).FirstOrDefault(order => order != 0) is var text && text != 0 ? text
        : Nullable.Compare(left.Scope?.Port, right.Scope?.Port) is var port && port != 0 ? port
        : Nullable.Compare((int?)left.Scope?.Transport, (int?)right.Scope?.Transport) is var transport && transport != 0 ? transport
        : (left.Scope is null).CompareTo(right.Scope is null);

    private static string?[] Texts(InaccuracyReported r) => [r.Report, r.By, r.CorrectValue, r.Comment, r.Email];
}

/// <summary>Reviews of one moment: a dismissal yields to an approval, a shorter approval to a longer one, then by author and comment.</summary>
public readonly struct ReviewOrder : IOrder<InaccuracyReviewed>
{
    /// <inheritdoc/>
    public static int Compare(InaccuracyReviewed left, InaccuracyReviewed right) =>
        left.IsApproved.CompareTo(right.IsApproved) is var approved && approved != 0 ? approved
        : Nullable.Compare(left.Until, right.Until) is var until && until != 0 ? until
        : string.CompareOrdinal(left.By, right.By) is var by && by != 0 ? by
        : string.CompareOrdinal(left.Comment, right.Comment) is var comment && comment != 0 ? comment
        : string.CompareOrdinal(left.Report, right.Report);
}
