using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Syntax;

/// <summary>Cuts a query into tokens; what it cannot read becomes a diagnostic, and reading goes on.</summary>
internal sealed class Lexer(string text, List<Diagnostic> diagnostics)
{
    // Longest first: '<=' must not be read as '<' and '='.
    private static readonly string[] Punctuation =
        ["..", "<>", "=>", "<=", ">=", "==", "!=", "=~", "!~", .. "()[]{},;:|=<>+-*/%.!~$?@#&^`\\".Select(c => c.ToString())];

    private readonly List<Token> tokens = [];
    private int at;

    public static List<Token> Read(string text, List<Diagnostic> diagnostics) => new Lexer(text, diagnostics).Run();

    private List<Token> Run()
    {
        for (SkipBlank(); at < text.Length; SkipBlank())
        {
            Next();
        }

        tokens.Add(new(TokenKind.End, text.Length, text.Length, ""));
        return tokens;
    }

    private void SkipBlank()
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]) || text[at] is '\uFEFF' or '\u200B')
            {
                at++;
            }
            else if (text.AsSpan(at).StartsWith("//"))
            {
                var line = text.IndexOf('\n', at);
                at = line < 0 ? text.Length : line;
            }
            else
            {
                return;
            }
        }
    }

    private void Next()
    {
        var c = text[at];
        if (StringText.StartsAt(text, at))
        {
            ReadString();
        }
        else if (char.IsAsciiDigit(c))
        {
            ReadNumber();
        }
        else if (char.IsLetter(c) || c is '_')
        {
            ReadWord();
        }
        else
        {
            ReadPunctuation();
        }
    }

    private void ReadString()
    {
        var start = at;
        if (!StringText.TryRead(text, ref at, out var value))
        {
            Report(start, "a string that starts here is not closed");
        }

        Add(TokenKind.Literal, start, ScalarType.String, value);
    }

    private void ReadNumber()
    {
        var start = at;
        var (type, value) = NumberText.Read(text, ref at);
        if (type is null)
        {
            ReadWord();
            return;
        }

        if (value is null && text.AsSpan(start, at - start) is "9223372036854775808" && tokens is [.., { Text: "-" }])
        {
            value = long.MinValue; // its own negation
        }

        if (value is null)
        {
            Report(start, $"'{text[start..at]}' is no number that fits a {type.Value.Name()}");
        }

        Add(TokenKind.Literal, start, type.Value, value);
    }

    private void ReadWord()
    {
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_'))
        {
            at++;
        }

        var word = text[start..at];
        if (word is "true" or "false")
        {
            Add(TokenKind.Literal, start, ScalarType.Bool, word is "true");
        }
        else if (!IsTypedLiteral(word))
        {
            Add(TokenKind.Identifier, start);
        }
        else
        {
            ReadTyped(start, word);
        }
    }

    private bool IsTypedLiteral(string word)
    {
        var open = at;
        while (open < text.Length && text[open] is ' ' or '\t')
        {
            open++;
        }

        return open < text.Length && text[open] == '(' && word != "string" && !(tokens.Count > 0 && tokens[^1].Is(".")) && ScalarTypes.TryRead(word, out _);
    }

    private void ReadTyped(int start, string word)
    {
        ScalarTypes.TryRead(word, out var type);
        var open = text.IndexOf('(', at);
        at = Enclosed.End(text, open);
        var content = text.AsSpan(open + 1, Math.Max(0, at - open - 2)).Trim();
        if (!LiteralText.TryRead(type, content, out var value))
        {
            Report(start, $"'{text[start..at]}' is no {type.Name()} value");
        }

        Add(TokenKind.Literal, start, type, value);
    }

    private void ReadPunctuation()
    {
        var start = at;
        var found = Array.Find(Punctuation, p => string.CompareOrdinal(text, at, p, 0, p.Length) == 0);
        at += found?.Length ?? 1;
        if (found is null)
        {
            Report(start, $"'{text[start]}' is not part of the language");
            return;
        }

        Add(TokenKind.Punctuation, start);
    }

    private void Add(TokenKind kind, int start, ScalarType type = default, object? value = null)
        => tokens.Add(new(kind, start, at, text[start..at], type, value));

    private void Report(int start, string message) => diagnostics.Add(Diagnostic.At(text, start, message));
}
