using System.Globalization;
using System.Text;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>URLs: their parts, and their escapes.</summary>
internal static class Urls
{
    private const string Unescaped = "-_.!*()";

    public static IEnumerable<ScalarFunction> All =>
    [
        new("parse_url", [Define.Of<string, Dynamic>(Parse)]) { Aliases = ["parseurl"] },
        new("parse_urlquery", [Define.Of<string, Dynamic>(v => new DynamicBag([new("Query Parameters", Query(v.TrimStart('?')))]))]) { Aliases = ["parseurlquery"] },
        new("url_encode", [Define.Of<string, string>(v => Encoded(v, space: "+"))]) { Aliases = ["urlencode"] },
        new("url_encode_component", [Define.Of<string, string>(v => Encoded(v, space: "%20"))]),
        new("url_decode", [Define.Of<string, string>(v => System.Net.WebUtility.UrlDecode(v))]) { Aliases = ["urldecode"] },
    ];

    // scheme://user:password@host:port/path?query#fragment; without a scheme all is path.
    private static DynamicBag Parse(string url)
    {
        var (rest, fragment) = Cut(url, '#');
        var (address, query) = Cut(rest, '?');
        var schemeEnd = address.IndexOf("://", StringComparison.Ordinal);
        var hierarchy = schemeEnd < 0 ? "" : address[(schemeEnd + 3)..];
        var slash = hierarchy.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? hierarchy : hierarchy[..slash];
        var at = authority.LastIndexOf('@');
        var (user, password) = Cut(at < 0 ? "" : authority[..at], ':');
        var (host, port) = HostAndPort(authority[(at + 1)..]);
        return new(
        [
            Property("Scheme", schemeEnd < 0 ? "" : address[..schemeEnd]), Property("Host", host), Property("Port", port), Property("Path", schemeEnd < 0 ? address : slash < 0 ? "" : hierarchy[slash..]),
            Property("Username", user), Property("Password", password), new("Query Parameters", Query(query)), Property("Fragment", fragment),
        ]);
    }

    private static (string Host, string Port) HostAndPort(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon < 0 || colon < text.LastIndexOf(']') ? (text, "") : (text[..colon], text[(colon + 1)..]);
    }

    private static DynamicBag Query(string query)
        => new(query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Cut(pair, '=')).Select(pair => Property(pair.Before, pair.After)));

    private static (string Before, string After) Cut(string text, char at)
        => text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var index ? (text[..index], text[(index + 1)..]) : (text, "");

    private static KeyValuePair<string, Dynamic?> Property(string name, string value) => new(name, Dynamic.Of(value));

    private static string Encoded(string text, string space)
    {
        var result = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            _ = char.IsAsciiLetterOrDigit((char)b) || Unescaped.Contains((char)b, StringComparison.Ordinal) ? result.Append((char)b)
                : b == ' ' ? result.Append(space)
                : result.Append(CultureInfo.InvariantCulture, $"%{b:x2}");
        }

        return result.ToString();
    }
}
