using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Paths into JSON, as <c>$.a.b[0]['c']</c>.</summary>
internal static class JsonPath
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("extract_json", [Define.Of<string, string, string>((path, text) => ScalarText.OfDynamic(Find(path, Parsed(text)))), Define.Of<string, Dynamic, string>((path, json) => ScalarText.OfDynamic(Find(path, json)))])
            { Aliases = ["extractjson"], Special = Bind, Shape = "(path: string, json: string or dynamic [, typeof(T)]): string or T", Nulls = "null where nothing is or does not convert" },
    ];

    /// <summary>The names along a path of properties; a text that is no path is one name.</summary>
    public static IReadOnlyList<string> Keys(string path)
        => path.StartsWith('$') && TryRead(path, out var steps) && steps.Count > 0 ? [.. steps.Select(s => s.Name ?? $"{s.Index}")] : [path];

    private static Dynamic? Find(string path, Dynamic? json)
    {
        if (!TryRead(path, out var steps))
        {
            return null;
        }

        foreach (var (name, index) in steps)
        {
            json = json is null ? null : name is null ? DynamicPath.At(json, index) : DynamicPath.Of(json, name);
        }

        return json;
    }

    private static Dynamic? Parsed(string text) => DynamicReader.TryRead(text, literal: false, out var value) ? value : null;

    private static bool TryRead(string path, out List<(string? Name, long Index)> steps)
    {
        steps = [];
        var at = path.StartsWith('$') ? 1 : 0;
        while (at < path.Length)
        {
            var end = path[at] == '[' ? path.IndexOf(']', at) + 1 : path.AsSpan(at + 1).IndexOfAny('.', '[') is >= 0 and var next ? at + 1 + next : path.Length;
            if (end <= 0 || !TryStep(path[at..end], isFirst: at == 0, steps))
            {
                return false;
            }

            at = end;
        }

        return true;
    }

    // .name, [0], ['name'] or ["name"].
    private static bool TryStep(string step, bool isFirst, List<(string? Name, long Index)> steps)
    {
        var inner = step.StartsWith('[') ? step[1..^1].Trim() : null;
        var isIndex = long.TryParse(inner, System.Globalization.CultureInfo.InvariantCulture, out var index);
        var name = isIndex ? null : inner is ['\'', .., '\''] or ['"', .., '"'] ? inner[1..^1] : inner is null && step.StartsWith('.') ? step[1..] : inner is null && isFirst ? step : "";
        steps.Add((name, index));
        return name is not "";
    }

    private static BoundExpression? Bind(CallSite site)
    {
        if (site.Arguments.Length != 3 || site.ConstantValue(2) is not string name || !ScalarTypes.TryRead(name, out var type))
        {
            return null;
        }

        var found = Define.Of<string, Dynamic, Dynamic>((path, json) => Find(path, json)!);
        var json = Widening.To(site.Arguments[1], ScalarType.String) is { } text && site.Arguments[1].Type is not ScalarType.Dynamic
            ? new Call(ScalarType.Dynamic, [text], Define.Of<string, Dynamic>(v => Parsed(v)!).Implementation)
            : site.Arguments[1];
        return site.Arguments[0].Type is not ScalarType.String ? null : Widening.Convert(new Call(ScalarType.Dynamic, [site.Arguments[0], json], found.Implementation), type);
    }
}
