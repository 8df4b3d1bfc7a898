using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Execution;

/// <summary>How two rows of a column compare; text by its code units.</summary>
internal static class RowOrder
{
    public static Comparison<int> Of(Column column, bool ascending, bool nullsFirst) => column switch
    {
        Column<bool> c => By(c, ascending, nullsFirst),
        Column<int> c => By(c, ascending, nullsFirst),
        Column<long> c => By(c, ascending, nullsFirst),
        Column<double> c => By(c, ascending, nullsFirst),
        Column<decimal> c => By(c, ascending, nullsFirst),
        Column<DateTime> c => By(c, ascending, nullsFirst),
        Column<TimeSpan> c => By(c, ascending, nullsFirst),
        Column<Guid> c => By(c, ascending, nullsFirst),
        Column<string> c => (a, b) => ascending ? string.CompareOrdinal(c[a], c[b]) : string.CompareOrdinal(c[b], c[a]),
        Column<Dynamic> c => By(c, ascending, nullsFirst, (a, b) => string.CompareOrdinal(a.Text, b.Text)),
        _ => throw new NotSupportedException(),
    };

    private static Comparison<int> By<T>(Column<T> column, bool ascending, bool nullsFirst) where T : IComparable<T>
        => By(column, ascending, nullsFirst, (a, b) => a.CompareTo(b));

    private static Comparison<int> By<T>(Column<T> column, bool ascending, bool nullsFirst, Comparison<T> compare) => (a, b) =>
    {
        var (aNull, bNull) = (column.IsNull(a), column.IsNull(b));
        return aNull || bNull ? (aNull == bNull ? 0 : aNull == nullsFirst ? -1 : 1)
            : ascending ? compare(column[a], column[b]) : compare(column[b], column[a]);
    };
}
