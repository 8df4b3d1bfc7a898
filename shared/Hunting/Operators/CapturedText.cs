using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>Columns taken out of text: each distinct text is read once.</summary>
/// <param name="input">The rows.</param>
/// <param name="text">The text.</param>
/// <param name="captures">The columns it gives.</param>
/// <param name="read">Reads a text into the captures' values; false when it does not match.</param>
/// <param name="onlyMatching">Whether rows that do not match are left out.</param>
internal sealed class CapturedText(Plan input, BoundExpression text, IReadOnlyList<ColumnSchema> captures, Func<QueryContext, string, object?[], bool> read, bool onlyMatching)
    : Appended(input, captures)
{
    protected override Batch Append(Batch batch, QueryContext context)
    {
        var texts = (Column<string>)text.Evaluate(batch, context);
        var isShared = texts.Codes is not null && texts.Stored <= batch.Length;
        var builders = Added.Select(c => Columns.Builder(c.Type, batch.Length)).ToArray();
        var matched = new bool[isShared ? texts.Stored : batch.Length];
        for (var i = 0; i < matched.Length; i++)
        {
            matched[i] = Read(isShared ? texts.Values[i] : texts[i], builders, context);
        }

        var columns = builders.Select(b => isShared ? b.Build().Take(texts.Codes!) : b.Build());
        var rows = batch.With([.. columns]);
        return onlyMatching ? rows.Take([.. Enumerable.Range(0, batch.Length).Where(row => matched[isShared ? texts.Codes![row] : row])]) : rows;
    }

    private bool Read(string value, IColumnBuilder[] builders, QueryContext context)
    {
        var values = new object?[builders.Length];
        var matches = read(context, value, values);
        for (var i = 0; i < values.Length; i++)
        {
            builders[i].AddBoxed(matches ? values[i] : null);
        }

        return matches;
    }
}
