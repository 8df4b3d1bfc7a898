using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>as: a name for the rows so far; union's withsource column shows it.</summary>
internal sealed class As(Plan input, string name) : Plan(input.Schema)
{
    public string Name { get; } = name;

    public override bool IsSerialized => input.IsSerialized;

    public static Plan Bind(AsOperator syntax, Plan input, OperatorSite site)
    {
        var named = new As(input, syntax.Name);
        site.Scope = site.Scope.With(syntax.Name, new TableMeaning(() => named));
        return named;
    }

    public override bool IsDivisible => input.IsDivisible;

    public override IEnumerable<Batch> Run(QueryContext context) => input.Run(context);

    public override IEnumerable<Part> Parts(QueryContext context, IReadOnlyList<ScanFilter> filters) => input.Parts(context, filters);
}
