using System.Text;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Tests.Support.Fuzzing;
using Microsoft.AspNetCore.Http;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Functions.Fuzz;

/// <summary>A principal of any shape: admitted, or refused with 401 or 403; and never to a tenant that its claims do not name.</summary>
public sealed class PrincipalFuzz(ITestOutputHelper output)
{
    private const string Sound = """{"auth_typ":"aad","claims":[{"typ":"tid","val":"contoso"},{"typ":"roles","val":"Operator"},{"typ":"name","val":"Ann"}],"name_typ":"n","role_typ":"roles"}""";

    [Fact]
    public void a_principal_of_any_shape_is_admitted_or_refused()
    {
        var mutation = new Mutation([Encoding.UTF8.GetBytes(Sound)], [.. Scraps.Any, "{\"typ\":\"tid\",\"val\":\"fabrikam\"}", "\"claims\":", "null,", "\"val\":null", "\"typ\":5"]);
        var caller = new Caller(new TenantId("default"), SignIn.ByAppService);
        new FuzzRun("principal", output).Each(20_000, random =>
        {
            var claims = mutation.Any(random);
            var headers = new HeaderDictionary { [Caller.PrincipalHeader] = random.Next(20) == 0 ? Encoding.Latin1.GetString(claims) : Convert.ToBase64String(claims) };
            var error = caller.Identify(headers, operatorOnly: random.Next(2) == 0, out var visitor);
            Assert.True(error is null ? Encoding.UTF8.GetString(claims).Contains("tid", StringComparison.Ordinal) && visitor.Tenant.Value.Length > 0 : error.Status is 401 or 403, error?.ToString());
            return error is null;
        });
    }
}
