using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Binding;

/// <summary>What a name in a query stands for.</summary>
internal abstract record Meaning;

internal sealed record ScalarMeaning(BoundExpression Value) : Meaning;

/// <summary>A table; bound anew at each use, as the language evaluates it.</summary>
internal sealed record TableMeaning(Func<Plan> Bind) : Meaning;

/// <summary>A function that the query declares, with the names it sees.</summary>
internal sealed record FunctionMeaning(LetFunctionStatement Declaration, Scope Scope) : Meaning;

/// <summary>The names known at a place; a name added hides the same name further out.</summary>
internal sealed class Scope
{
    private readonly Scope? outer;
    private readonly string name;
    private readonly Meaning? meaning;

    private Scope(Scope? outer, string name, Meaning? meaning)
    {
        this.outer = outer;
        this.name = name;
        this.meaning = meaning;
    }

    public static Scope Empty { get; } = new(null, "", null);

    public Scope With(string added, Meaning means) => new(this, added, means);

    public Meaning? Find(string wanted)
    {
        for (var scope = this; scope is not null; scope = scope.outer)
        {
            if (scope.meaning is not null && scope.name == wanted)
            {
                return scope.meaning;
            }
        }

        return null;
    }

    public IEnumerable<string> Names()
    {
        for (var scope = this; scope?.meaning is not null; scope = scope.outer)
        {
            yield return scope.name;
        }
    }
}
