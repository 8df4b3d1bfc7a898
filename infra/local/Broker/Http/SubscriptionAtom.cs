using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using ExposurePipeline.Local.Broker.Topics;

namespace ExposurePipeline.Local.Broker.Http;

/// <summary>The Atom entry around a <c>SubscriptionDescription</c>, both ways.</summary>
internal static class SubscriptionAtom
{
    public const string ContentType = "application/atom+xml;type=entry;charset=utf-8";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Bus = "http://schemas.microsoft.com/netservices/2010/10/servicebus/connect";
    private static readonly XNamespace Schema = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>An empty body takes all defaults.</summary>
    public static bool TryRead(byte[] body, out EntitySettings? settings, out string? problem)
    {
        settings = new();
        problem = null;
        if (body.Length == 0)
            return true;

        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), Safe);
            var description = XDocument.Load(reader).Descendants(Bus + "SubscriptionDescription").FirstOrDefault();
            settings = description is null ? null : Settings(description);
            problem = description is null ? $"The body holds no SubscriptionDescription of namespace {Bus}." : null;
        }
        catch (Exception fault) when (fault is XmlException or FormatException or OverflowException)
        {
            settings = null;
            problem = $"The subscription's description cannot be read: {fault.Message}";
        }

        return settings is not null;
    }

    public static string Write(Entity entity)
    {
        var settings = entity.Settings;
        return new XElement(
            Atom + "entry",
            new XElement(Atom + "title", new XAttribute("type", "text"), entity.Path[(entity.Path.LastIndexOf('/') + 1)..]),
            new XElement(Atom + "content", new XAttribute("type", "application/xml"), new XElement(
                Bus + "SubscriptionDescription",
                new XElement(Bus + "LockDuration", XmlConvert.ToString(settings.LockDuration)),
                new XElement(Bus + "DefaultMessageTimeToLive", XmlConvert.ToString(settings.DefaultMessageTimeToLive ?? TimeSpan.MaxValue)),
                new XElement(Bus + "DeadLetteringOnMessageExpiration", settings.DeadLetteringOnMessageExpiration),
                new XElement(Bus + "MaxDeliveryCount", settings.MaxDeliveryCount)))).ToString(SaveOptions.DisableFormatting);
    }

    private static EntitySettings Settings(XElement description)
    {
        var defaults = new EntitySettings();
        var life = Duration(description, "DefaultMessageTimeToLive");
        return defaults with
        {
            LockDuration = Duration(description, "LockDuration") ?? defaults.LockDuration,
            DefaultMessageTimeToLive = life == TimeSpan.MaxValue ? null : life,
            DeadLetteringOnMessageExpiration = (bool?)description.Element(Bus + "DeadLetteringOnMessageExpiration") ?? false,
            MaxDeliveryCount = (int?)description.Element(Bus + "MaxDeliveryCount") ?? defaults.MaxDeliveryCount,
            Rules = description.Element(Bus + "DefaultRuleDescription") is { } rule ? [ReadRule(rule)] : null,
        };
    }

    private static TimeSpan? Duration(XElement description, string name) => (TimeSpan?)description.Element(Bus + name);

    private static Rule ReadRule(XElement rule)
    {
        var filter = rule.Element(Bus + "Filter") ?? throw new FormatException("DefaultRuleDescription has no Filter.");
        var action = Kind(rule.Element(Bus + "Action"));
        if (action is not (null or "EmptyRuleAction"))
            throw new FormatException($"rule actions ({action}) are not supported by this local broker.");

        var name = (string?)rule.Element(Bus + "Name") ?? "$Default";
        return Kind(filter) switch
        {
            "SqlFilter" => Rule.FromSql(name, (string?)filter.Element(Bus + "SqlExpression") ?? ""),
            "TrueFilter" => Rule.FromSql(name, "1=1"),
            "FalseFilter" => Rule.FromSql(name, "1=0"),
            "CorrelationFilter" => Correlation(name, filter),
            var other => throw new FormatException($"a filter of type '{other}' is not known."),
        };
    }

    private static Rule Correlation(string name, XElement filter)
    {
        var systems = filter.Elements().Where(element => element.Name.LocalName != "Properties").ToDictionary(element => element.Name.LocalName, element => element.Value);
        var pairs = filter.Element(Bus + "Properties")?.Elements() ?? [];
        var properties = new JsonObject(pairs.Select(pair => KeyValuePair.Create(pair.Element(Bus + "Key")?.Value ?? "", (JsonNode?)Value(pair.Element(Bus + "Value")))));
        return new() { Name = name, System = systems, Properties = properties.Count == 0 ? null : properties.ToJsonString() };
    }

    private static JsonValue? Value(XElement? value) => value is null ? null : Kind(value) switch
    {
        "int" or "long" or "short" or "byte" => JsonValue.Create((long)value),
        "double" or "float" or "decimal" => JsonValue.Create((double)value),
        "boolean" => JsonValue.Create((bool)value),
        _ => JsonValue.Create(value.Value),
    };

    // i:type="d6p1:string": the prefix is the writer's, the name counts.
    private static string? Kind(XElement? element) => ((string?)element?.Attribute(Schema + "type"))?.Split(':')[^1];
}
