using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Tests.Hunting.Oracle;

/// <summary>What our parser and binder say about a query.</summary>
/// <param name="Parses">Whether the text is a query.</param>
/// <param name="Error">Why it does not parse or bind.</param>
/// <param name="IsUnsupported">Whether it is refused by name, as something this engine does not have.</param>
/// <param name="Columns">The result's columns.</param>
internal sealed record OurVerdict(bool Parses, string? Error, bool IsUnsupported, IReadOnlyList<OracleColumn>? Columns)
{
    public static OurVerdict Of(string query, HuntingSources sources, HuntingOptions options)
    {
        var parsed = Parser.Parse(query);
        if (parsed.Diagnostics.Count > 0)
        {
            return new(false, parsed.Diagnostics[0].ToString(), false, null);
        }

        try
        {
            var plan = new QueryBinder(sources, new QueryContext(options, CancellationToken.None)).Bind(parsed.Statements);
            return new(true, null, false, [.. plan.Schema.Columns.Select(c => new OracleColumn(c.Name, c.Type.Name()))]);
        }
        catch (QueryException refused)
        {
            return new(true, Diagnostic.At(query, Math.Max(0, refused.Position), refused.Message).ToString(), refused.Kind is HuntingErrorKind.Unsupported, null);
        }
    }
}
