namespace ExposurePipeline.Exposure.Policy;

/// <summary>How much a tenant may decide: what every record is held against stays small, and no one can switch the product off by mistake.</summary>
public static class PolicyLimits
{
    /// <summary>Largest document in bytes.</summary>
    public const int Document = 256 * 1024;

    /// <summary>Most ranges of a kind.</summary>
    public const int Ranges = 1024;

    /// <summary>Shortest prefix of an IPv4 range: an eighth of all addresses.</summary>
    public const int PrefixV4 = 3;

    /// <summary>Shortest prefix of an IPv6 range: all of today's global unicast is one /3.</summary>
    public const int PrefixV6 = 8;

    /// <summary>Most excluded processes.</summary>
    public const int Processes = 64;

    /// <summary>Shortest name of an excluded process, in characters: names match as whole terms anywhere in a command line.</summary>
    public const int ShortestProcess = 3;

    /// <summary>Longest text of any member, in characters.</summary>
    public const int Text = 260;

    /// <summary>Most expectations.</summary>
    public const int Expectations = 256;

    /// <summary>Longest name of an expectation, in characters.</summary>
    public const int ExpectationName = 100;

    /// <summary>Most port ranges of an expectation.</summary>
    public const int Ports = 64;

    /// <summary>Shortest window.</summary>
    public static TimeSpan ShortestWindow { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest window.</summary>
    public static TimeSpan LongestWindow { get; } = TimeSpan.FromDays(30);
}
