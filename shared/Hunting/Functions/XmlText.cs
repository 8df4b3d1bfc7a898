using System.Xml;
using System.Xml.Linq;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>parse_xml(): an element of text alone is that text; others are bags, with @attributes, repeated elements as arrays, and #text.</summary>
internal static class XmlText
{
    private const int MaxDepth = 100;

    // Entities and outside documents are not looked at: a text reaches nothing.
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public static IEnumerable<ScalarFunction> All =>
        [new("parse_xml", [Define.Of<string, Dynamic>(v => Parse(v)!)]) { Nulls = "null where it is no XML, or nested too deeply" }];

    private static DynamicBag? Parse(string text)
    {
        try
        {
            if (!IsShallow(text))
            {
                return null;
            }

            using var reader = XmlReader.Create(new System.IO.StringReader(text), Settings);
            var root = XDocument.Load(reader).Root!;
            return new([KeyValuePair.Create(root.Name.LocalName, Value(root))]);
        }
        catch (XmlException)
        {
            // The framework tells of malformed XML only by throwing.
            return null;
        }
    }

    // Asked before a tree is made of it: that takes long of a deep one.
    private static bool IsShallow(string text)
    {
        using var reader = XmlReader.Create(new System.IO.StringReader(text), Settings);
        while (reader.Depth <= MaxDepth && reader.Read())
        {
        }

        return reader.Depth <= MaxDepth;
    }

    private static Dynamic? Value(XElement element)
    {
        if (!element.HasElements && !element.HasAttributes)
        {
            return element.IsEmpty ? null : Dynamic.Of(element.Value);
        }

        var properties = element.Attributes().Where(a => !a.IsNamespaceDeclaration).Select(a => KeyValuePair.Create("@" + a.Name.LocalName, (Dynamic?)Dynamic.Of(a.Value))).ToList();
        properties.AddRange(element.Elements().GroupBy(e => e.Name.LocalName, StringComparer.Ordinal).Select(same => KeyValuePair.Create(same.Key, OneOrMany([.. same.Select(e => Value(e))]))));
        var own = string.Concat(element.Nodes().OfType<XText>().Select(t => t.Value)).Trim();
        return new DynamicBag(own.Length == 0 ? properties : [.. properties, KeyValuePair.Create("#text", (Dynamic?)Dynamic.Of(own))]);
    }

    private static Dynamic? OneOrMany(Dynamic?[] values) => values.Length == 1 ? values[0] : new DynamicArray(values);
}
