using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Binding;

/// <summary>The names of columns that a query leaves unnamed.</summary>
internal static class Naming
{
    /// <summary>The name an expression brings along; "" when it has none.</summary>
    public static string Implied(Expression expression) => expression switch
    {
        NameExpression name => name.Name,
        MemberExpression { Target: NameExpression { Name: ['$', ..] } } side => side.Name,
        MemberExpression member => Joined(Implied(member.Target), member.Name),
        IndexExpression { Index: LiteralExpression { Value: string or long } key } index => Joined(Implied(index.Target), $"{key.Value}"),
        CallExpression { Arguments: [var first, ..] } call => ImpliedNames.Of(call.Name, Implied(first)) ?? "",
        _ => "",
    };

    /// <summary>A name not yet taken: itself, or with the first number that is free.</summary>
    public static string Unique(string name, ISet<string> taken)
    {
        var unique = name;
        for (var number = 1; !taken.Add(unique); number++)
        {
            unique = name + number;
        }

        return unique;
    }

    /// <summary>A name and the first number from 1 that is free.</summary>
    public static string Numbered(string name, ISet<string> taken)
        => Enumerable.Range(1, int.MaxValue - 1).Select(number => $"{name}{number}").First(taken.Add);

    private static string Joined(string path, string name) => path.Length == 0 ? "" : $"{path}_{name}";
}
