using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>project: exactly the columns listed.</summary>
internal static class Project
{
    public static Plan Bind(ProjectOperator syntax, Plan input, OperatorSite site)
        => new Projection(input, NamedColumns.Unique(NamedColumns.Bind(syntax.Columns, site.Over(input.Schema))));
}
