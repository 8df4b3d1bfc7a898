using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting;

/// <summary>Answers queries: parse, bind, evaluate.</summary>
public static class HuntingEngine
{
    private const int MaxLength = 1 << 21;

    /// <summary>The rows of a query, or why there are none. Never throws because of the query.</summary>
    public static HuntingAnswer Run(string text, HuntingSources sources, HuntingOptions options, CancellationToken cancellation = default)
    {
        if (text.Length > MaxLength)
        {
            return new(null, new(HuntingErrorKind.Budget, [new(1, 1, $"the query has more than {MaxLength} characters")]));
        }

        var parsed = Parser.Parse(text);
        if (parsed.Diagnostics.Count > 0)
        {
            return new(null, new(HuntingErrorKind.Syntax, parsed.Diagnostics));
        }

        try
        {
            return new(Evaluate(parsed.Statements, sources, new(options, cancellation)), null);
        }
        catch (Exception fault) when (Told(fault, text, cancellation) is { } error)
        {
            return new(null, error);
        }
    }

    private static HuntingError? Told(Exception fault, string text, CancellationToken cancellation) => fault switch
    {
        QueryException refused => new(refused.Kind, [Diagnostic.At(text, Math.Max(0, refused.Position), refused.Message)]),
        UnreadableDataException unreadable => new(HuntingErrorKind.Unsupported, [Diagnostic.At(text, 0, unreadable.Message)]),
        OutOfMemoryException => new(HuntingErrorKind.Budget, [Diagnostic.At(text, 0, "the query takes more memory than there is; filter earlier or project fewer columns")]),
        OperationCanceledException when cancellation.IsCancellationRequested => new(HuntingErrorKind.Cancelled, [Diagnostic.At(text, 0, "the query was cancelled")]),
        _ => null,
    };

    private static HuntingResult Evaluate(IReadOnlyList<Statement> statements, HuntingSources sources, QueryContext context)
    {
        var binder = new QueryBinder(sources, context);
        var plan = binder.Bind(statements);
        var batches = new List<Batch>();
        var rows = 0L;
        foreach (var batch in plan.Run(context))
        {
            batches.Add(context.Hold(batch));
            rows += batch.Length;
            if (rows > context.MaxRows)
            {
                throw new QueryException(HuntingErrorKind.Budget, -1, $"the result has more than {context.MaxRows} rows; summarize it or take fewer");
            }
        }

        ReadAll(batches, context);
        return new(plan.Schema, batches, binder.Visualization);
    }

    // Columns that no operator used are read here, within the query's budget, and not when somebody shows them.
    private static void ReadAll(List<Batch> batches, QueryContext context)
    {
        foreach (var batch in batches)
        {
            context.Check();
            for (var column = 0; column < batch.Width; column++)
            {
                _ = batch[column];
            }
        }
    }
}
