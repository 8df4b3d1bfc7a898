using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Storage;

/// <summary>A condition of a policy statement (IAM "Condition operators"): an operator, a key of the request, and values of which one must fit.</summary>
/// <param name="Operator">In lower case, without qualifier and <c>IfExists</c>.</param>
/// <param name="Key">The request's key.</param>
/// <param name="Values">What it is compared with.</param>
/// <param name="IsMetWhenAbsent">Whether it holds for requests without that key because it says so: <c>IfExists</c>, <c>ForAllValues</c>.</param>
public sealed record PolicyCondition(string Operator, string Key, IReadOnlyList<string> Values, bool IsMetWhenAbsent)
{
    private const string AccessPoint = "s3:DataAccessPointArn";

    private static readonly UInt128 LargestFixedV4 = UInt128.One << 24;
    private static readonly UInt128 LargestFixedV6 = UInt128.One << 96;

    // Keys that strangers cannot choose the value of, when compared with fixed values.
    private static readonly string[] Fixed =
    [
        "aws:SourceArn", "aws:SourceVpc", "aws:SourceVpce", "aws:SourceVpcArn", "aws:VpcSourceIp", "aws:SourceOwner", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths",
        "aws:userid", "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:PrincipalServiceName",
        "s3:x-amz-server-side-encryption-aws-kms-key-id", AccessPoint, "s3:DataAccessPointAccount",
    ];

    /// <summary>Whether the request's caller must be one whom the owner of the bucket chose.</summary>
    public bool KeepsStrangersOut => !IsMetWhenAbsent && (IsKey("aws:SourceIp")
        ? Operator is "ipaddress" && Array.TrueForAll(Ranges, IsFixed)
        : Operator is "stringequals" or "stringequalsignorecase" or "stringlike" or "arnequals" or "arnlike"
            && Array.Exists(Fixed, IsKey) && Values.All(value => IsFixedValue(Holder(value))));

    /// <summary>Whether it is on the access point that a request comes by, or on whose it is.</summary>
    public bool IsOfAccessPoints => IsKey(AccessPoint) || IsKey("s3:DataAccessPointAccount");

    private Admission[] Ranges => [.. Values.Select(static value => Admission.Of(value))];

    /// <summary>The conditions of a statement.</summary>
    public static IEnumerable<PolicyCondition> ReadAll(Body conditions) =>
        conditions.Members.SelectMany(static @operator => @operator.Value.Members.Select(key => Read(@operator.Name, key.Name, key.Value)));

    /// <summary>Whether the condition is on this key; keys have no case.</summary>
    public bool IsKey(string name) => name.Equals(Key, StringComparison.OrdinalIgnoreCase);

    /// <summary>The requests of strangers that meet it for sure, whoever sends them; and those that may.</summary>
    public Reach Met => Operator switch
    {
        "ipaddress" when IsKey("aws:SourceIp") => Admission.Only(Key, Ranges).Reach,
        "notipaddress" when IsKey("aws:SourceIp") => Not(Admission.Only(Key, Ranges).Reach),
        // A request from the internet has no VPC: a negated comparison with what is absent holds ("String condition operators").
        "stringnotequals" or "stringnotlike" or "stringnotequalsignorecase" or "arnnotequals" or "arnnotlike" when IsOfVpc => Reach.Everything,
        "null" when IsOfVpc => Values.Contains("true") ? Reach.Everything : Reach.None,
        "bool" when IsKey("aws:SecureTransport") => Reach.Exactly(FlowSet.Of(Protocols.Tcp, NumberRange.Of(Values.Contains("true") ? 443 : 80))),
        "bool" when IsKey("aws:ViaAWSService") => Values.Contains("false") ? Reach.Everything : Reach.None,
        // Whatever else it asks for, callers can meet or avoid from any address.
        _ => Reach.None,
    };

    private bool IsOfVpc => IsKey("aws:SourceVpce") || IsKey("aws:SourceVpc") || IsKey("aws:SourceVpcArn") || IsKey("aws:VpcSourceIp");

    private static PolicyCondition Read(string written, string key, Body values)
    {
        var name = written[(written.IndexOf(':') + 1)..].ToLowerInvariant();
        var ifExists = name.EndsWith("ifexists", StringComparison.Ordinal);
        return new(ifExists ? name[..^"ifexists".Length] : name, key, [.. values.Items.Select(static value => value.Text ?? value.ToString())],
            ifExists || written.StartsWith("ForAllValues", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsFixedValue(string value) => value.Length > 0 && !value.Contains('*') && !value.Contains('?');

    // An access point may have any name, as long as the account is fixed ("The meaning of public").
    private string Holder(string value) => IsKey(AccessPoint) && value.IndexOf(":accesspoint/", StringComparison.Ordinal) is > 0 and var end ? value[..end] : value;

    // Larger blocks than /8, or /32 of IPv6, count as everyone.
    private static bool IsFixed(Admission range) => range.Sources is { } sources
        && Array.TrueForAll(sources.V4.Intervals.ToArray(), static block => block.Last - block.First < LargestFixedV4)
        && Array.TrueForAll(sources.V6.Intervals.ToArray(), static block => block.Last - block.First < LargestFixedV6);

    private static Reach Not(Reach reach) => new(FlowSet.All.Except(reach.Possible), FlowSet.All.Except(reach.Certain));
}
