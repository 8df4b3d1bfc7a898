using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Operators.Graphs;
using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>Where an operator is bound: the query, and the names known there. <c>as</c> adds a name for the operators after it.</summary>
internal sealed class OperatorSite(QueryBinder query, Scope scope)
{
    public QueryBinder Query { get; } = query;

    public Scope Scope { get; set; } = scope;

    public ExpressionBinder Over(Values.Schema schema) => new(Query, Scope, new RowNames(schema));
}

/// <summary>Every tabular operator that is evaluated, by its syntax. An operator adds its line here and nothing elsewhere.</summary>
internal static class OperatorTable
{
    private static readonly Dictionary<Type, Func<TabularOperator, Plan?, OperatorSite, Plan>> Binders = new()
    {
        [typeof(AsOperator)] = On<AsOperator>(As.Bind),
        [typeof(ConsumeOperator)] = On<ConsumeOperator>(Take.BindConsume),
        [typeof(CountOperator)] = On<CountOperator>(Count.Bind),
        [typeof(DistinctOperator)] = On<DistinctOperator>(Distinct.Bind),
        [typeof(EvaluateOperator)] = Either<EvaluateOperator>(Evaluate.Bind),
        [typeof(ExtendOperator)] = On<ExtendOperator>(Extend.Bind),
        [typeof(FindOperator)] = Either<FindOperator>(Search.BindFind),
        [typeof(GetSchemaOperator)] = On<GetSchemaOperator>(GetSchema.Bind),
        [typeof(GraphMarkComponentsOperator)] = On<GraphMarkComponentsOperator>(MarkComponents.Bind),
        [typeof(GraphMatchOperator)] = On<GraphMatchOperator>(GraphMatch.Bind),
        [typeof(GraphToTableOperator)] = On<GraphToTableOperator>(GraphToTable.Bind),
        [typeof(InvokeOperator)] = On<InvokeOperator>(Invoke.Bind),
        [typeof(JoinOperator)] = On<JoinOperator>(Join.Bind),
        [typeof(MakeGraphOperator)] = On<MakeGraphOperator>(MakeGraph.Bind),
        [typeof(MakeSeriesOperator)] = On<MakeSeriesOperator>(MakeSeries.Bind),
        [typeof(MvApplyOperator)] = On<MvApplyOperator>(MvApply.Bind),
        [typeof(MvExpandOperator)] = On<MvExpandOperator>(MvExpand.Bind),
        [typeof(ParseKvOperator)] = On<ParseKvOperator>(ParseKv.Bind),
        [typeof(ParseOperator)] = On<ParseOperator>(Parse.Bind),
        [typeof(PartitionOperator)] = On<PartitionOperator>(Partition.Bind),
        [typeof(PrintOperator)] = Source<PrintOperator>(Print.Bind),
        [typeof(ProjectOperator)] = On<ProjectOperator>(Project.Bind),
        [typeof(ProjectAwayOperator)] = On<ProjectAwayOperator>(ProjectAway.Bind),
        [typeof(ProjectByNamesOperator)] = On<ProjectByNamesOperator>(ProjectReorder.BindByNames),
        [typeof(ProjectKeepOperator)] = On<ProjectKeepOperator>(ProjectAway.BindKeep),
        [typeof(ProjectRenameOperator)] = On<ProjectRenameOperator>(ProjectReorder.BindRename),
        [typeof(ProjectReorderOperator)] = On<ProjectReorderOperator>(ProjectReorder.Bind),
        [typeof(RangeOperator)] = Source<RangeOperator>(Range.Bind),
        [typeof(RenderOperator)] = On<RenderOperator>(Render.Bind),
        [typeof(SampleDistinctOperator)] = On<SampleDistinctOperator>(TopHitters.BindSampleDistinct),
        [typeof(SampleOperator)] = On<SampleOperator>(TopHitters.BindSample),
        [typeof(ScanOperator)] = On<ScanOperator>(Scan.Bind),
        [typeof(SearchOperator)] = Either<SearchOperator>(Search.Bind),
        [typeof(SerializeOperator)] = On<SerializeOperator>(Extend.BindSerialize),
        [typeof(SortOperator)] = On<SortOperator>(Sort.Bind),
        [typeof(SummarizeOperator)] = On<SummarizeOperator>(Summarize.Bind),
        [typeof(TakeOperator)] = On<TakeOperator>(Take.Bind),
        [typeof(TopHittersOperator)] = On<TopHittersOperator>(TopHitters.Bind),
        [typeof(TopNestedOperator)] = On<TopNestedOperator>(TopNested.Bind),
        [typeof(TopOperator)] = On<TopOperator>(Sort.BindTop),
        [typeof(UnionOperator)] = Either<UnionOperator>(Union.Bind),
        [typeof(WhereOperator)] = On<WhereOperator>(Where.Bind),
    };

    /// <summary>The syntax of what is evaluated, for the reference page.</summary>
    public static IEnumerable<Type> Evaluated => Binders.Keys;

    public static Plan Bind(TabularOperator syntax, Plan? input, OperatorSite site)
    {
        site.Query.CountNode(syntax.Position);
        if (input is GraphPlan && !syntax.Keyword.Contains("graph", StringComparison.Ordinal) && syntax is not AsOperator)
        {
            throw QueryException.Refused(syntax.Position, $"'{syntax.Keyword}' needs a table; graph-match or graph-to-table makes one of a graph");
        }

        return Binders.TryGetValue(syntax.GetType(), out var bind)
            ? bind(syntax, input, site)
            : throw QueryException.Unsupported(syntax.Position, $"the operator '{syntax.Keyword}' is not supported");
    }

    private static Func<TabularOperator, Plan?, OperatorSite, Plan> On<T>(Func<T, Plan, OperatorSite, Plan> bind) where T : TabularOperator
        => (syntax, input, site) => bind((T)syntax, input ?? throw QueryException.Refused(syntax.Position, $"'{syntax.Keyword}' needs rows to work on"), site);

    private static Func<TabularOperator, Plan?, OperatorSite, Plan> Either<T>(Func<T, Plan?, OperatorSite, Plan> bind) where T : TabularOperator
        => (syntax, input, site) => bind((T)syntax, input, site);

    private static Func<TabularOperator, Plan?, OperatorSite, Plan> Source<T>(Func<T, OperatorSite, Plan> bind) where T : TabularOperator
        => (syntax, input, site) => input is null ? bind((T)syntax, site) : throw QueryException.Refused(syntax.Position, $"'{syntax.Keyword}' begins a query, it takes no rows");
}
