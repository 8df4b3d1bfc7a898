using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Storage;

/// <summary>A statement of a bucket's policy, as far as it bears on everyone.</summary>
/// <param name="Id">Its Sid, or its place in the policy.</param>
/// <param name="Allows">Allow or Deny.</param>
/// <param name="IsForEveryone">Whether its principal is everyone, signed in or not.</param>
/// <param name="IsForAllRequests">Whether it is about every action on every object.</param>
/// <param name="Conditions">All of them must hold.</param>
public sealed record PolicyStatement(string Id, bool Allows, bool IsForEveryone, bool IsForAllRequests, IReadOnlyList<PolicyCondition> Conditions)
{
    /// <summary>Whether it has a condition on the caller's address.</summary>
    public bool HasIpCondition => Conditions.Any(static condition => condition.IsKey("aws:SourceIp"));

    /// <summary>
    /// Whether it makes a bucket public in the sense of S3 ("Blocking public access", "The meaning of public"): allowed to everyone, and by no condition
    /// held to values that strangers cannot have.
    /// </summary>
    public bool IsPublic => Allows && IsForEveryone && !Conditions.Any(static condition => condition.KeepsStrangersOut);

    /// <summary>
    /// Whether everyone whom an access point lets in is let in by it ("Configuring IAM policies for using access points", "Delegating access control to
    /// access points").
    /// </summary>
    public bool LeavesToAccessPoints => Allows && IsForEveryone && Conditions.All(static condition => !condition.KeepsStrangersOut || condition.IsOfAccessPoints);

    /// <summary>The statements of a policy document.</summary>
    public static IReadOnlyList<PolicyStatement> ReadAll(Body policy) => [.. policy["Statement"].Items.Select(Read)];

    private static PolicyStatement Read(Body statement, int index) => new(
        statement["Sid"].Text is { Length: > 0 } sid ? sid : $"statement {index + 1}",
        "Allow".Equals(statement["Effect"].Text, StringComparison.OrdinalIgnoreCase),
        Everyone(statement),
        statement["Action"].Texts.Any(static action => action is "*" || action.Equals("s3:*", StringComparison.OrdinalIgnoreCase))
            && statement["Resource"].Texts.Any(static resource => resource is "*" || resource.EndsWith("/*", StringComparison.Ordinal) || resource.EndsWith(":*", StringComparison.Ordinal)),
        [.. PolicyCondition.ReadAll(statement["Condition"])]);

    // Allowing all but some leaves strangers in; denying all but some leaves in who signs in as one of them.
    private static bool Everyone(Body statement) => statement["NotPrincipal"].Exists ? statement["Effect"].Text is "Allow"
        : statement["Principal"] is { IsObject: true } named ? named["AWS"].Texts.Contains("*") : statement["Principal"].Texts.Contains("*");
}
