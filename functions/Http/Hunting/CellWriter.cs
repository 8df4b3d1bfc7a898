using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Http.Hunting;

/// <summary>Writes the cells of one column.</summary>
/// <param name="column">The column.</param>
/// <param name="annotates">Whether values have OData's annotations, and nulls its shape.</param>
internal sealed class CellWriter(ColumnSchema column, bool annotates)
{
    private readonly JsonEncodedText name = JsonEncodedText.Encode(column.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
    private readonly JsonEncodedText typeName = JsonEncodedText.Encode(column.Name + "@odata.type", JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
    private readonly string? annotation = annotates ? ColumnTypes.Annotation(column.Type) : null;

    /// <summary>Writes a row's value under the column's name.</summary>
    public void Write(Utf8JsonWriter json, Column values, int row)
    {
        if (values.IsNull(row))
        {
            WriteNull(json, values.Type);
            return;
        }

        if (annotation is not null)
        {
            json.WriteString(typeName, annotation);
        }

        WriteValue(json, values, row);
    }

    // Graph sends an absent instant or dynamic value as an object without members.
    private void WriteNull(Utf8JsonWriter json, ScalarType type)
    {
        if (annotates && (type is ScalarType.DateTime or ScalarType.Dynamic))
        {
            json.WriteStartObject(name);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private void WriteValue(Utf8JsonWriter json, Column values, int row)
    {
        switch (values)
        {
            case Column<string> text: json.WriteString(name, text[row]); break;
            case Column<DateTime> instant: json.WriteString(name, DateTime.SpecifyKind(instant[row], DateTimeKind.Utc)); break;
            case Column<bool> flag: json.WriteNumber(name, flag[row] ? 1 : 0); break;
            case Column<int> number: json.WriteNumber(name, number[row]); break;
            case Column<long> number: json.WriteNumber(name, number[row]); break;
            case Column<double> real: WriteReal(json, real[row]); break;
            case Column<decimal> exact: json.WriteNumber(name, exact[row]); break;
            case Column<Guid> id: json.WriteString(name, id[row]); break;
            case Column<TimeSpan> span: json.WriteString(name, span[row].ToString("c", CultureInfo.InvariantCulture)); break;
            case Column<Dynamic> value: WriteDynamic(json, value[row]); break;
        }
    }

    private void WriteReal(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            var infinity = annotates ? "INF" : "Infinity"; // OData's word, and the framework's
            json.WriteString(name, double.IsNaN(value) ? "NaN" : value > 0 ? infinity : "-" + infinity);
        }
    }

    private void WriteDynamic(Utf8JsonWriter json, Dynamic value)
    {
        if (annotates)
        {
            AnnotatedDynamic.Write(json, name.Value, value);
        }
        else
        {
            json.WritePropertyName(name);
            DynamicJson.Write(json, value);
        }
    }
}
