using ExposurePipeline.Exposure.Policy;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>A rule of <c>iptables</c>: conditions, each perhaps with a <c>!</c> before it, then the target and its options.</summary>
internal static class IptablesRule
{
    // Targets behind which the next rule decides.
    private static readonly HashSet<string> Passing =
    [
        "LOG", "NFLOG", "ULOG", "MARK", "CONNMARK", "TRACE", "CT", "NOTRACK", "AUDIT", "SET", "TCPMSS", "CLASSIFY", "DSCP", "TOS", "TTL", "HL", "IDLETIMER", "RATEEST",
        "SECMARK", "CONNSECMARK", "HMARK", "CHECKSUM", "LED", "TEE",
    ];

    /// <summary>Reads the words behind <c>-A CHAIN</c>.</summary>
    /// <param name="words">The words.</param>
    /// <param name="policy">The operator's choices.</param>
    /// <param name="isChain">Whether a target is a chain of the table.</param>
    public static PacketRule Read(ReadOnlySpan<string> words, ExposurePolicy policy, Func<string, bool> isChain)
    {
        var conditions = new IptablesConditions(policy);
        var at = 0;
        while (at < words.Length && words[at] is not ("-j" or "-g" or "--jump" or "--goto"))
        {
            at += conditions.Take(words[at..]);
        }

        if (at + 1 >= words.Length)
        {
            return new("", conditions.Selection, Verdict.Continue);
        }

        var (target, isGoto) = (words[at + 1], words[at] is "-g" or "--goto");
        return isChain(target)
            ? new("", conditions.Selection, isGoto ? Verdict.Goto : Verdict.Jump) { Chain = target }
            : Decide(target, words[(at + 2)..], conditions.Selection);
    }

    private static PacketRule Decide(string target, ReadOnlySpan<string> options, Selection when) => target switch
    {
        "ACCEPT" => new("", when, Verdict.Admit),
        "DROP" or "REJECT" or "TARPIT" => new("", when, Verdict.Refuse),
        "RETURN" => new("", when, Verdict.Return),
        "DNAT" when DnatTarget.TryParse(Destination(options), out var to) => new("", when, Verdict.Forward) { Target = to },
        "REDIRECT" or "DNAT" => new("", when, Verdict.Return), // stays on the device, or goes where is not said
        _ when Passing.Contains(target) => new("", when, Verdict.Continue),
        _ => new("", when.AndUnknown(), Verdict.Admit), // a program decides, or a target that is not known here
    };

    private static string Destination(ReadOnlySpan<string> options)
    {
        var at = options.IndexOf("--to-destination");
        return at >= 0 && at + 1 < options.Length ? options[at + 1] : "";
    }
}
