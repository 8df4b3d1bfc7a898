using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Binding;

/// <summary>The columns that an expression can name.</summary>
internal class RowNames(Schema schema)
{
    public static RowNames None { get; } = new(new Schema([]));

    public Schema Schema { get; } = schema;

    /// <summary>Why a name stands for nothing here, though it may seem to; null where there is no more to say.</summary>
    public virtual string? WhyNot(string name) => null;

    /// <summary>The expression that a name stands for; null when it names no column.</summary>
    public virtual BoundExpression? Find(string name)
        => Schema.IndexOf(name) is >= 0 and var index ? new ColumnReference(Schema.Columns[index].Type, index) : null;
}
