using System.Globalization;
using System.Text;

namespace ExposurePipeline.Local.Broker.Filters;

/// <summary>Cuts a filter into tokens. Grammar: Microsoft's "Subscription rule SQL filter syntax".</summary>
internal ref struct Tokenizer(string text)
{
    private static readonly string[] Symbols = ["<>", "!=", "<=", ">=", "=", "<", ">", "(", ")", ",", ".", "+", "-", "*", "/", "%"];

    private int _at;

    public static bool TryRead(string text, out List<Token> tokens, out string? problem)
    {
        tokens = [];
        var tokenizer = new Tokenizer(text);
        while (tokenizer.TryNext(out var token, out problem))
        {
            tokens.Add(token);
            if (token.Kind == TokenKind.End)
                return true;
        }

        return false;
    }

    private bool TryNext(out Token token, out string? problem)
    {
        problem = null;
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            _at++;

        if (_at == text.Length)
        {
            token = new(TokenKind.End, "", _at + 1);
            return true;
        }

        return text[_at] switch
        {
            '\'' => TryQuoted(TokenKind.Text, '\'', out token, out problem),
            '"' => TryQuoted(TokenKind.QuotedName, '"', out token, out problem),
            '[' => TryQuoted(TokenKind.QuotedName, ']', out token, out problem),
            var c when char.IsLetter(c) => Word(out token),
            var c when char.IsAsciiDigit(c) => TryNumber(out token, out problem),
            _ => TrySymbol(out token, out problem),
        };
    }

    private bool Word(out Token token)
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
            _at++;
        token = new(TokenKind.Word, text[start.._at], start + 1);
        return true;
    }

    // A closing quote inside is written twice.
    private bool TryQuoted(TokenKind kind, char close, out Token token, out string? problem)
    {
        var start = _at++;
        var value = new StringBuilder();
        for (; _at < text.Length; _at++)
        {
            if (text[_at] == close && (_at + 1 == text.Length || text[_at + 1] != close))
            {
                _at++;
                problem = null;
                token = new(kind, value.ToString(), start + 1);
                return true;
            }

            value.Append(text[_at]);
            _at += text[_at] == close ? 1 : 0;
        }

        token = default;
        problem = $"position {start + 1}: the quote opened here is never closed";
        return false;
    }

    private bool TryNumber(out Token token, out string? problem)
    {
        var start = _at;
        SkipDigits();
        var whole = true;
        if (_at < text.Length && text[_at] == '.')
        {
            (whole, _at) = (false, _at + 1);
            SkipDigits();
        }

        if (_at < text.Length && text[_at] is 'e' or 'E')
        {
            (whole, _at) = (false, _at + 1);
            _at += _at < text.Length && text[_at] is '+' or '-' ? 1 : 0;
            SkipDigits();
        }

        var shown = text[start.._at];
        object? value = whole && long.TryParse(shown, NumberStyles.None, CultureInfo.InvariantCulture, out var integer) ? integer
            : !whole && double.TryParse(shown, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : null;
        token = new(TokenKind.Number, shown, start + 1, value);
        problem = value is null ? $"position {start + 1}: '{shown}' is not a number in range" : null;
        return value is not null;
    }

    private void SkipDigits()
    {
        while (_at < text.Length && char.IsAsciiDigit(text[_at]))
            _at++;
    }

    private bool TrySymbol(out Token token, out string? problem)
    {
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) != 0)
                continue;
            token = new(TokenKind.Symbol, symbol, _at + 1);
            _at += symbol.Length;
            problem = null;
            return true;
        }

        token = default;
        problem = $"position {_at + 1}: '{text[_at]}' has no meaning in a filter";
        return false;
    }
}
