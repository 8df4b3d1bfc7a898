namespace ExposurePipeline.Hunting.Syntax;

/// <summary>A tabular operator; <paramref name="Keyword"/> is its name as written.</summary>
internal abstract record TabularOperator(int Position, string Keyword) : SyntaxNode(Position);

internal sealed record WhereOperator(int Position, Expression Predicate) : TabularOperator(Position, "where");

internal sealed record ExtendOperator(int Position, IReadOnlyList<Expression> Columns) : TabularOperator(Position, "extend");

internal sealed record ProjectOperator(int Position, IReadOnlyList<Expression> Columns) : TabularOperator(Position, "project");

internal sealed record ProjectAwayOperator(int Position, IReadOnlyList<Expression> Columns) : TabularOperator(Position, "project-away");

internal sealed record ProjectKeepOperator(int Position, IReadOnlyList<Expression> Columns) : TabularOperator(Position, "project-keep");

internal sealed record ProjectRenameOperator(int Position, IReadOnlyList<Expression> Columns) : TabularOperator(Position, "project-rename");

internal sealed record ProjectReorderOperator(int Position, IReadOnlyList<SortKey> Columns) : TabularOperator(Position, "project-reorder");

internal sealed record ProjectByNamesOperator(int Position, IReadOnlyList<Expression> Names) : TabularOperator(Position, "project-by-names");

internal sealed record SummarizeOperator(int Position, IReadOnlyList<Expression> Aggregates, IReadOnlyList<Expression> By) : TabularOperator(Position, "summarize");

internal sealed record DistinctOperator(int Position, IReadOnlyList<Expression> Columns) : TabularOperator(Position, "distinct");

/// <summary>An expression with the order it was written with; null where none was.</summary>
internal sealed record SortKey(int Position, Expression Value, bool? Ascending, bool? NullsFirst) : SyntaxNode(Position);

internal sealed record SortOperator(int Position, IReadOnlyList<SortKey> Keys) : TabularOperator(Position, "sort");

internal sealed record TopOperator(int Position, Expression Count, IReadOnlyList<SortKey> Keys) : TabularOperator(Position, "top");

internal sealed record TakeOperator(int Position, Expression Count) : TabularOperator(Position, "take");

internal sealed record CountOperator(int Position, string Name) : TabularOperator(Position, "count");

internal sealed record AsOperator(int Position, string Name) : TabularOperator(Position, "as");

internal sealed record SerializeOperator(int Position, IReadOnlyList<Expression> Columns) : TabularOperator(Position, "serialize");

internal sealed record GetSchemaOperator(int Position) : TabularOperator(Position, "getschema");

internal sealed record ConsumeOperator(int Position) : TabularOperator(Position, "consume");

internal sealed record RenderOperator(int Position, string Chart, IReadOnlyList<Parameter> Properties) : TabularOperator(Position, "render");

internal sealed record InvokeOperator(int Position, CallExpression Call) : TabularOperator(Position, "invoke");

/// <summary>A plugin; <paramref name="Schema"/> where the query states the result's columns.</summary>
internal sealed record EvaluateOperator(int Position, CallExpression Call, IReadOnlyList<ColumnDeclaration>? Schema) : TabularOperator(Position, "evaluate");

internal sealed record SampleOperator(int Position, Expression Count) : TabularOperator(Position, "sample");

internal sealed record SampleDistinctOperator(int Position, Expression Count, Expression Of) : TabularOperator(Position, "sample-distinct");

internal sealed record TopHittersOperator(int Position, Expression Count, Expression Of, Expression? By) : TabularOperator(Position, "top-hitters");

internal sealed record TopNestedLevel(int Position, Expression? Count, Expression Of, Expression? Others, Expression By, bool? Ascending) : SyntaxNode(Position);

internal sealed record TopNestedOperator(int Position, IReadOnlyList<TopNestedLevel> Levels) : TabularOperator(Position, "top-nested");

internal sealed record RangeOperator(int Position, string Name, Expression From, Expression To, Expression Step) : TabularOperator(Position, "range");

internal sealed record PrintOperator(int Position, IReadOnlyList<Expression> Columns) : TabularOperator(Position, "print");

internal sealed record JoinOperator(int Position, string Keyword, IReadOnlyList<Parameter> Parameters, Expression Right, IReadOnlyList<Expression> Conditions) : TabularOperator(Position, Keyword);

internal sealed record UnionOperator(int Position, IReadOnlyList<Parameter> Parameters, IReadOnlyList<Expression> Tables) : TabularOperator(Position, "union");

/// <summary>A column to expand, with the type its elements are converted to.</summary>
internal sealed record ExpandItem(int Position, Expression Value, Values.ScalarType? Type) : SyntaxNode(Position);

internal sealed record MvExpandOperator(int Position, IReadOnlyList<Parameter> Parameters, IReadOnlyList<ExpandItem> Items, Expression? Limit) : TabularOperator(Position, "mv-expand");

internal sealed record MvApplyOperator(int Position, IReadOnlyList<Parameter> Parameters, IReadOnlyList<ExpandItem> Items, Expression? Limit, Expression Subquery) : TabularOperator(Position, "mv-apply");
