using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Policy.Documents;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>A request to replace a policy.</summary>
/// <param name="Policy">What the tenant is to decide.</param>
/// <param name="Expected">The version that the caller has read; null when it does not care.</param>
internal sealed record PolicyRequest(TenantPolicy Policy, string? Expected)
{
    /// <summary>Reads a request, or says everything that is wrong with it.</summary>
    public static async Task<(PolicyRequest? Request, ApiError? Error)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (await RequestBody.ReadAsync(request, PolicyLimits.Document, cancellation) is not { } body)
        {
            return (null, ApiError.BodyTooLarge(PolicyLimits.Document));
        }

        var problems = TenantPolicyDocument.Read(body, out var policy, PolicyAnswer.Added);
        return problems.Count == 0 ? (new(policy, Version(request.Headers.IfMatch)), null) : (null, Refuse(problems));
    }

    private static ApiError Refuse(IReadOnlyList<PolicyProblem> problems) => ApiError.InvalidInput(problems[0].ToString(), problems[0].Path) with
    {
        Details = [.. problems.Select(problem => new ErrorDetail("InvalidInput", problem.ToString(), problem.Path))],
    };

    // '*' is any version; there always is one.
    private static string? Version(string? ifMatch) => string.IsNullOrWhiteSpace(ifMatch) || ifMatch.Trim() == "*" ? null : ifMatch.Trim().Trim('"');
}
