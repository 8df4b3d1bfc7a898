using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ExposurePipeline.Hunting.Values;

/// <summary>Dynamic values as compact JSON.</summary>
internal static class DynamicWriter
{
    public static string Write(Dynamic? value)
    {
        var json = new StringBuilder();
        Append(json, value);
        return json.ToString();
    }

    private static void Append(StringBuilder json, Dynamic? value)
    {
        Growth.Text(json.Length);
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new QueryException(HuntingErrorKind.Budget, -1, "a dynamic value is nested too deeply");
        }

        switch (value)
        {
            case null: json.Append("null"); break;
            case DynamicArray array: AppendArray(json, array); break;
            case DynamicBag bag: AppendBag(json, bag); break;
            case DynamicScalar<string> text: AppendText(json, text.Value); break;
            case DynamicScalar<bool> or DynamicScalar<long> or DynamicScalar<int>: json.Append(ScalarText.OfDynamic(value)); break;
            case DynamicScalar<double> real: json.Append(double.IsFinite(real.Value) ? ScalarText.Of(real.Value) : $"\"{ScalarText.Of(real.Value)}\""); break;
            default: AppendText(json, ScalarText.OfDynamic(value)); break;
        }
    }

    private static void AppendArray(StringBuilder json, DynamicArray array)
    {
        json.Append('[');
        for (var i = 0; i < array.Items.Count; i++)
        {
            Append(i == 0 ? json : json.Append(','), array.Items[i]);
        }

        json.Append(']');
    }

    private static void AppendBag(StringBuilder json, DynamicBag bag)
    {
        json.Append('{');
        var first = true;
        foreach (var (name, value) in bag.Properties)
        {
            AppendText(first ? json : json.Append(','), name);
            Append(json.Append(':'), value);
            first = false;
        }

        json.Append('}');
    }

    private static void AppendText(StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\n' => json.Append("\\n"),
                '\r' => json.Append("\\r"),
                '\t' => json.Append("\\t"),
                '\b' => json.Append("\\b"),
                '\f' => json.Append("\\f"),
                < ' ' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        }

        json.Append('"');
    }
}
