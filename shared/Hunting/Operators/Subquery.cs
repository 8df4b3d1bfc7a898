using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>A query inside an operator, run again and again on rows that the operator hands it.</summary>
internal sealed class Subquery
{
    private readonly Given given;
    private readonly Plan plan;

    public Subquery(Expression syntax, Schema schema, bool isSerialized, OperatorSite site)
    {
        given = new(schema, isSerialized);
        plan = site.Query.BindTable(syntax, site.Scope.With(QueryBinder.GivenName, new TableMeaning(() => given)));
    }

    public Schema Schema => plan.Schema;

    public Batch Run(Batch rows, QueryContext context)
    {
        given.Rows = rows;
        return plan.Collect(context);
    }

    private sealed class Given(Schema schema, bool isSerialized) : Plan(schema)
    {
        public Batch Rows { get; set; } = new([], 0);

        public override bool IsSerialized => isSerialized;

        public override IEnumerable<Batch> Run(QueryContext context) => Rows.Length > 0 ? [Rows] : [];
    }
}
