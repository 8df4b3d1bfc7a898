using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Which name a result column gets from the function's arguments when the query gives none.</summary>
internal enum ImpliedName
{
    /// <summary>None: Column1, print_0.</summary>
    None,

    /// <summary>The name of the first argument, as in <c>tostring(a.b)</c>: a_b.</summary>
    FirstArgument,

    /// <summary>The function's name and that of the first argument: dcount_hll_x.</summary>
    FunctionAndFirstArgument,
}

/// <summary>A function or operator of the language: everything the binder, the evaluator and the reference page know of it.</summary>
internal sealed record ScalarFunction(string Name, IReadOnlyList<Overload> Overloads)
{
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public ImpliedName Implies { get; init; }

    /// <summary>Whether it is written between its operands only, and cannot be called.</summary>
    public bool IsOperator { get; init; }

    /// <summary>Whether text parameters take a value of any type, as tostring() gives it.</summary>
    public bool TakesAnythingAsText { get; init; }

    /// <summary>Whether dynamic parameters take a value of any type.</summary>
    public bool TakesAnythingAsDynamic { get; init; }

    /// <summary>The columns of a function that gives several at once, as an array; none for all others.</summary>
    public IReadOnlyList<ColumnSchema> Outputs { get; init; } = [];

    /// <summary>As <see cref="Outputs"/>, with their full names, where these depend on the call.</summary>
    public Func<Syntax.CallExpression, IReadOnlyList<ColumnSchema>>? OutputsOf { get; init; }

    /// <summary>Refuses a call whose constants make no sense, such as a malformed regular expression.</summary>
    public Action<CallSite>? Check { get; init; }

    /// <summary>Binds calls that overloads cannot describe, such as iff(); null when the arguments do not fit.</summary>
    public Func<CallSite, BoundExpression?>? Special { get; init; }

    /// <summary>The parameters and result of a special function, for the reference page.</summary>
    public string? Shape { get; init; }

    /// <summary>What nulls do, for the reference page.</summary>
    public string Nulls { get; init; } = "null in, null out";
}

/// <summary>A call to bind: the function, where it stands, and its bound arguments.</summary>
internal sealed record CallSite(ScalarFunction Function, int Position, BoundExpression[] Arguments, QueryContext Context)
{
    /// <summary>The names of the arguments, for those that have one.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>What the query can see.</summary>
    public HuntingSources Sources { get; init; } = HuntingSources.None;

    /// <summary>What the query's set statements say.</summary>
    public IReadOnlyDictionary<string, BoundExpression> Settings { get; init; } = new Dictionary<string, BoundExpression>();

    /// <summary>The columns that expressions can name here.</summary>
    public RowNames Rows { get; init; } = RowNames.None;

    /// <summary>The value of an argument that must be constant.</summary>
    public object? ConstantValue(int argument) => Arguments[argument].IsConstant
        ? Arguments[argument].Value(Context)
        : throw QueryException.Refused(Position, $"argument {argument + 1} of {Function.Name}() must be a constant");

    /// <summary>The value of an argument if it is there and constant.</summary>
    public object? KnownValue(int argument) => argument < Arguments.Length && Arguments[argument].IsConstant ? Arguments[argument].Value(Context) : null;

    public QueryException Refused(string reason) => QueryException.Refused(Position, $"{Function.Name}(): {reason}");
}

/// <summary>One way to call a function. A repeating last parameter takes any number of arguments.</summary>
internal sealed record Overload(ScalarType Result, IReadOnlyList<ScalarType> Parameters, Implementation Implementation)
{
    public bool Repeats { get; init; }

    /// <summary>How many of the last parameters may be left out; the implementation sees fewer columns.</summary>
    public int Optional { get; init; }

    public bool TakesCount(int count) => count >= Parameters.Count - Optional - (Repeats ? 1 : 0) && (Repeats || count <= Parameters.Count);

    public ScalarType ParameterAt(int index) => Parameters[Math.Min(index, Parameters.Count - 1)];
}
