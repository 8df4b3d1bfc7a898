using System.Text.Json;
using System.Text.Json.Serialization;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>
/// Who makes a request, and whose devices it may see. A signed-in caller sees the tenant of its token and needs the role Reader or Operator, to
/// change anything Operator; naming another tenant is refused. In Azure nobody else is answered, and nobody at all while App Service
/// authentication is off. On one machine, where only loopback reaches the app, everything is allowed; header <c>x-tenant-id</c> chooses the
/// tenant, and without it the default one counts.
/// </summary>
/// <param name="defaultTenant">The tenant of requests that name none.</param>
/// <param name="signIn">What vouches for callers.</param>
internal sealed class Caller(TenantId defaultTenant, SignIn signIn)
{
    /// <summary>The header by which a request names its tenant.</summary>
    public const string TenantHeader = "x-tenant-id";

    /// <summary>The header by which App Service authentication passes the caller on; it removes any that came from outside.</summary>
    public const string PrincipalHeader = "X-MS-CLIENT-PRINCIPAL";

    private static readonly string[] TenantClaims = ["http://schemas.microsoft.com/identity/claims/tenantid", "tid"];
    private static readonly string[] RoleClaims = ["roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"];
    private static readonly string[] Operators = ["Operator"];
    private static readonly string[] Readers = ["Reader", .. Operators];

    // Of people first, then of applications, then what every token has.
    private static readonly string[] NameClaims =
    [
        "preferred_username", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn", "upn", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "name",
        "appid", "azp", "http://schemas.microsoft.com/identity/claims/objectidentifier", "oid",
    ];

    /// <summary>Finds who calls, or why the call is refused.</summary>
    public ApiError? Identify(IHeaderDictionary headers, bool operatorOnly, out Visitor visitor)
    {
        string? named = headers[TenantHeader];
        visitor = new(named is { Length: > 0 } ? new(named) : defaultTenant, Visitor.Local);
        if (headers[TenantHeader].Count > 1)
        {
            return ApiError.InvalidInput("The header is given more than once.", TenantHeader);
        }

        if (visitor.Tenant.Value.Length > TenantId.MaxLength)
        {
            return ApiError.InvalidInput($"A tenant identifier has at most {TenantId.MaxLength} characters.", TenantHeader);
        }

        string? encoded = headers[PrincipalHeader];
        if (string.IsNullOrEmpty(encoded) || signIn is SignIn.Impossible)
        {
            return signIn is SignIn.NotNeeded ? null : ApiError.Unauthorized();
        }

        return Decode(encoded) is { } principal ? Admit(principal, named, operatorOnly ? Operators : Readers, out visitor) : ApiError.Unauthorized();
    }

    private static ApiError? Admit(Principal principal, string? named, string[] roles, out Visitor visitor)
    {
        visitor = default;
        if (principal.Find(TenantClaims).Distinct().ToArray() is not [{ Length: > 0 and <= TenantId.MaxLength } own])
        {
            return ApiError.Forbidden("The caller's token does not name one tenant.", null);
        }

        visitor = new(new(own), NameOf(principal));
        if (named is { Length: > 0 } && !string.Equals(named, own, StringComparison.OrdinalIgnoreCase))
        {
            return ApiError.Forbidden("The caller belongs to another tenant.", TenantHeader);
        }

        return principal.Find(RoleClaims).Intersect(roles).Any() ? null : ApiError.Forbidden(
            roles.Length > 1 ? "The caller has neither role Reader nor role Operator." : "The caller has not the role Operator.", null);
    }

    private static string NameOf(Principal principal)
    {
        var name = NameClaims.SelectMany(type => principal.Find([type])).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)) ?? "unnamed";
        return name.Length <= Visitor.MaxName ? name : name[..Visitor.MaxName];
    }

    private static Principal? Decode(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(bytes.AsSpan(0, length), ApiJson.Default.Principal);
        }
        catch (JsonException)
        {
            return null; // whoever wrote it, it is not App Service: answered with 401
        }
    }
}

/// <summary>A signed-in caller as App Service passes it on.</summary>
internal sealed record Principal([property: JsonPropertyName("claims")] IReadOnlyList<PrincipalClaim?>? Claims)
{
    /// <summary>The values of the claims of any of these types.</summary>
    public IEnumerable<string> Find(string[] types) => (Claims ?? []).Where(claim => claim?.Value is not null && types.Contains(claim.Type)).Select(static claim => claim!.Value!);
}

/// <summary>One claim of a caller.</summary>
internal sealed record PrincipalClaim([property: JsonPropertyName("typ")] string? Type, [property: JsonPropertyName("val")] string? Value);
