using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Documents;

/// <summary>Google's names: the full resource name, in whichever URL it comes.</summary>
/// <remarks>Source: "Full resource names" (Cloud APIs) and "Asset names" (Cloud Asset Inventory).</remarks>
public static class GcpName
{
    private const string Compute = "compute.googleapis.com";
    private const string Usual = "https://www.googleapis.com/compute/v1/projects/"; // as nearly every link in a body begins

    /// <summary>The resource that a URL, a full resource name or a partial name means; null for a text that names none.</summary>
    /// <param name="text">As the body writes it.</param>
    /// <param name="near">The resource that names it: whose project a name without one belongs to.</param>
    public static ResourceId? Of(string? text, ResourceId? near = null)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.StartsWith("//", StringComparison.Ordinal))
        {
            return text.LastIndexOf('/') > 1 ? new(Cloud.Gcp, text) : null;
        }

        if (text.StartsWith(Usual, StringComparison.Ordinal))
        {
            return new(Cloud.Gcp, string.Concat($"//{Compute}/", text.AsSpan(Usual.LastIndexOf("projects/", StringComparison.Ordinal))));
        }

        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0 ? Partial(text, near) : OfUrl(text[(scheme + 3)..].Split('/'));
    }

    /// <summary>The part of a name after a segment: the project after <c>projects</c>; empty where there is none.</summary>
    public static string After(this ResourceId id, string segment)
    {
        var isNext = false;
        foreach (var part in id.Text.AsSpan().Split('/'))
        {
            if (isNext)
            {
                return id.Text[part];
            }

            isNext = id.Text.AsSpan(part).SequenceEqual(segment);
        }

        return "";
    }

    /// <summary>Its collection: the segment before its own name.</summary>
    public static string Collection(this ResourceId id)
    {
        var text = id.Text.AsSpan();
        var owner = text.Count('/') > 3 ? text[..text.LastIndexOf('/')] : [];
        return owner[(owner.LastIndexOf('/') + 1)..].ToString();
    }

    /// <summary>Its own name, the last segment.</summary>
    public static string Last(this ResourceId id) => id.Text[(id.Text.LastIndexOf('/') + 1)..];

    /// <summary>The region that it lies in, also by way of its zone; empty for what is global.</summary>
    public static string Region(this ResourceId id)
    {
        var zone = id.After("zones");
        return zone.Length > 0 && zone.LastIndexOf('-') is > 0 and var dash ? zone[..dash] : id.After("regions");
    }

    /// <summary>The same place and name in another collection.</summary>
    public static ResourceId In(this ResourceId id, string collection)
    {
        var segments = id.Text.Split('/');
        segments[^2] = collection;
        return id with { Text = string.Join('/', segments) };
    }

    /// <summary>A resource below this one, or one that is told of apart from it.</summary>
    public static ResourceId Below(this ResourceId id, string name) => id with { Text = $"{id.Text}/{name}" };

    private static ResourceId? Partial(string text, ResourceId? near)
    {
        var first = text.Split('/')[0];
        return first switch
        {
            _ when !text.Contains('/', StringComparison.Ordinal) => null,
            "projects" or "locations" or "folders" or "organizations" => new(Cloud.Gcp, $"//{Compute}/{text}"),
            "global" or "regions" or "zones" when near?.After("projects") is { Length: > 0 } project => new(Cloud.Gcp, $"//{Compute}/projects/{project}/{text}"),
            _ => null,
        };
    }

    private static ResourceId? OfUrl(string[] segments)
    {
        if (!segments[0].EndsWith(".googleapis.com", StringComparison.Ordinal) || segments.Length < 3)
        {
            return null;
        }

        var service = ServiceOf(segments);
        var start = Array.FindIndex(segments, static segment => segment is "projects" or "locations" or "folders" or "organizations" or "b");
        return start < 0 || start + 1 >= segments.Length ? null
            : new(Cloud.Gcp, $"//{service}/{string.Join('/', segments[(segments[start] == "b" ? start + 1 : start)..])}");
    }

    // www.googleapis.com/compute/v1/… and compute.googleapis.com/compute/v1/… are the same service, and so are its regional hosts
    // (compute.us-central1.rep.googleapis.com). Cloud SQL's full names are of cloudsql, its URLs of sqladmin.
    private static string ServiceOf(string[] segments) => (segments[0].StartsWith("www.", StringComparison.Ordinal) ? segments[1] : segments[0].Split('.')[0]) switch
    {
        "sql" or "sqladmin" => "cloudsql.googleapis.com",
        var service => $"{service}.googleapis.com",
    };
}
