using System.Globalization;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Flow;

/// <summary>Collects a column of rows from their values' text.</summary>
internal abstract class ArchiveColumn
{
    /// <summary>A column of a type that the table has.</summary>
    public static ArchiveColumn Of(ScalarType type) => type switch
    {
        ScalarType.String => new ArchiveText(),
        ScalarType.DateTime => new ArchiveColumn<DateTime>(TryTime),
        ScalarType.Int => new ArchiveColumn<int>(static (text, out value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)),
        ScalarType.Long => new ArchiveColumn<long>(static (text, out value) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)),
        ScalarType.Bool => new ArchiveColumn<bool>(TryFlag),
        _ => throw new NotSupportedException($"A column of {type} in the archive."),
    };

    /// <summary>Sets a row's value; rows that were passed over are null. A row before the last has its value already.</summary>
    public abstract void Set(int row, ReadOnlySpan<byte> text);

    /// <summary>Forgets the rows from this one on.</summary>
    public abstract void Cut(int rows);

    /// <summary>The column with so many rows.</summary>
    public abstract Column Build(int rows);

    private static bool TryTime(ReadOnlySpan<byte> text, out DateTime value)
    {
        var isTime = EventTime.TryParse(text, out var time);
        value = time.UtcDateTime;
        return isTime;
    }

    private static bool TryFlag(ReadOnlySpan<byte> text, out bool value)
    {
        value = text is [(byte)'1'] or [(byte)'t' or (byte)'T', ..];
        return value || text is [(byte)'0'] or [(byte)'f' or (byte)'F', ..];
    }
}

/// <summary>A column whose values are not text; text that is none of its values is null.</summary>
/// <param name="parse">Reads a value.</param>
internal sealed class ArchiveColumn<T>(ArchiveColumn<T>.Parse parse) : ArchiveColumn
    where T : struct
{
    private T[] values = [];
    private bool[] isKnown = [];
    private int length;

    /// <summary>Reads a value; false when the text is none.</summary>
    public delegate bool Parse(ReadOnlySpan<byte> text, out T value);

    /// <inheritdoc/>
    public override void Set(int row, ReadOnlySpan<byte> text)
    {
        if (parse(text, out var value))
        {
            Reach(row + 1);
            (values[row], isKnown[row]) = (value, true);
        }
    }

    /// <inheritdoc/>
    public override void Cut(int rows)
    {
        if (length > rows)
        {
            Array.Clear(isKnown, rows, length - rows);
            length = rows;
        }
    }

    /// <inheritdoc/>
    public override Column Build(int rows)
    {
        Reach(rows);
        var nulls = default(NullMask);
        for (var row = 0; row < rows; row++)
        {
            if (!isKnown[row])
            {
                nulls.Set(row);
            }
        }

        return new Column<T>(values[..rows], nulls);
    }

    private void Reach(int rows)
    {
        if (rows > values.Length)
        {
            var room = Math.Max(256, Math.Max(rows, values.Length * 2));
            Array.Resize(ref values, room);
            Array.Resize(ref isKnown, room);
        }

        length = Math.Max(length, rows);
    }
}
