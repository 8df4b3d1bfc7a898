namespace ExposurePipeline.Hunting.Syntax;

/// <summary>A query's statements, or what is wrong with its text.</summary>
internal sealed record ParsedQuery(IReadOnlyList<Statement> Statements, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>Reads a query by recursive descent. An error is told once; reading goes on at the next operator or statement.</summary>
internal sealed partial class Parser
{
    // Far above any query people write, far below what exhausts a stack.
    private const int MaxDepth = 200;

    private readonly string text;
    private readonly List<Diagnostic> diagnostics = [];
    private readonly List<Token> tokens;
    private int index;
    private int depth;
    private bool lost;
    private bool searching;

    private Parser(string text)
    {
        this.text = text;
        tokens = Lexer.Read(text, diagnostics);
    }

    public static ParsedQuery Parse(string text)
    {
        var parser = new Parser(text);
        var statements = parser.ParseStatements(end: null);
        return new(statements, parser.diagnostics);
    }

    private Token Current => tokens[index];

    private Token Ahead(int count = 1) => tokens[Math.Min(index + count, tokens.Count - 1)];

    private Token Before => index > 0 ? tokens[index - 1] : default;

    private bool At(string word) => Current.Is(word);

    private bool AtEnd => Current.Kind is TokenKind.End;

    private Token Advance()
    {
        var token = Current;
        index = Math.Min(index + 1, tokens.Count - 1);
        return token;
    }

    private bool TryTake(string word)
    {
        var there = At(word);
        if (there)
        {
            Advance();
        }

        return there;
    }

    private void Expect(string word)
    {
        if (!TryTake(word))
        {
            Report($"expected '{word}' but found {Current.Shown}");
        }
    }

    private string ExpectName()
    {
        if (Current.IsIdentifier)
        {
            return Advance().Text;
        }

        if (At("[") && Ahead().IsString && Ahead(2).Is("]"))
        {
            Advance();
            var name = (string)Advance().Value!;
            Advance();
            return name;
        }

        if (Current.Value is bool)
        {
            return Advance().Text;
        }

        Report($"expected a name but found {Current.Shown}");
        return "";
    }

    // While lost, what follows is a consequence: only the first error is told.
    private void Report(string message)
    {
        if (!lost)
        {
            diagnostics.Add(Diagnostic.At(text, Current.Start, message));
        }

        lost = true;
    }

    /// <summary>Skips to the next operator or statement, past parentheses that open on the way.</summary>
    private void Recover()
    {
        var open = 0;
        while (!AtEnd && !(open == 0 && (At("|") || At(";") || At(")") || At("}"))))
        {
            open += At("(") || At("{") || At("[") ? 1 : 0;
            open -= open > 0 && (At(")") || At("}") || At("]")) ? 1 : 0;
            Advance();
        }

        lost = false;
    }

    private List<T> ListOf<T>(Func<T> item)
    {
        var items = new List<T>();
        do
        {
            items.Add(item());
        }
        while (!lost && TryTake(","));

        return items;
    }

    private List<T> Parenthesised<T>(Func<T> item)
    {
        Expect("(");
        var items = At(")") || lost ? [] : ListOf(item);
        Expect(")");
        return items;
    }

    private T Nested<T>(Func<T> parse, Func<T> otherwise)
    {
        if (++depth > MaxDepth)
        {
            Report($"the query is nested deeper than {MaxDepth} levels");
        }

        var result = depth > MaxDepth ? otherwise() : parse();
        depth--;
        return result;
    }
}
