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
}

/// <summary>A function or operator of the language: everything the binder, the evaluator and the reference page know of it.</summary>
internal sealed record ScalarFunction(string Name, IReadOnlyList<Overload> Overloads)
{
    public IReadOnlyList<string> Aliases { get; init; } = [];

    public ImpliedName Implies { get; init; }

    /// <summary>Whether it is written between its operands only, and cannot be called.</summary>
    public bool IsOperator { get; init; }

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
    /// <summary>The value of an argument that must be constant.</summary>
    public object? ConstantValue(int argument) => Arguments[argument].IsConstant
        ? Arguments[argument].Value(Context)
        : throw QueryException.Refused(Position, $"argument {argument + 1} of {Function.Name}() must be a constant");
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
