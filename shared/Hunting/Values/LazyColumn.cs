namespace ExposurePipeline.Hunting.Values;

/// <summary>A column that is read when a query uses it, and where it can be only the rows that the query still wants. May be asked by several threads.</summary>
public abstract class LazyColumn
{
    /// <summary>Every row.</summary>
    public abstract Column Read();

    /// <summary>The given rows in the given order, none below 0.</summary>
    /// <param name="rows">Indices of rows.</param>
    public virtual Column Read(int[] rows) => Read().Take(rows);
}
