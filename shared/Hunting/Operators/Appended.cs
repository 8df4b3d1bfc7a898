using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>Columns that an operator computes all at once, after those of its rows.</summary>
internal abstract class Appended(Plan input, IReadOnlyList<ColumnSchema> added)
    : Plan(new Schema([.. input.Schema.Columns, .. added.Select((c, i) => c with { Name = $"|{i}" })]))
{
    /// <summary>The columns that the operator adds, by their names.</summary>
    protected IReadOnlyList<ColumnSchema> Added => added;

    public override bool IsSerialized => input.IsSerialized;

    /// <summary>The rows with the computed columns under their names; one of an existing name takes that column's place.</summary>
    public Plan Placed()
    {
        var (columns, width) = (input.Schema.Columns.Select((c, i) => new NamedColumn(c.Name, new ColumnReference(c.Type, i), true)).ToList(), input.Schema.Count);
        for (var i = 0; i < added.Count; i++)
        {
            var (column, place) = (new NamedColumn(added[i].Name, new ColumnReference(added[i].Type, width + i), true), columns.FindIndex(c => c.Name == added[i].Name));
            columns.Insert(place < 0 ? columns.Count : place, column);
            columns.RemoveRange(place < 0 ? columns.Count : place + 1, place < 0 ? 0 : 1);
        }

        return new Projection(this, columns);
    }

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        foreach (var batch in input.Run(context))
        {
            context.Check();
            yield return Append(batch, context);
        }
    }

    protected abstract Batch Append(Batch batch, QueryContext context);
}
