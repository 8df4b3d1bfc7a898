namespace ExposurePipeline.Tests.Lab;

/// <summary>What the lab needs of the machine.</summary>
internal static class Prerequisites
{
    // The package of each program, as Debian names it.
    private static readonly Dictionary<string, string> Packages = new()
    {
        ["ip"] = "iproute2", ["ss"] = "iproute2", ["nft"] = "nftables", ["conntrack"] = "conntrack", ["nmap"] = "nmap",
    };

    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>Why the lab cannot run here; null when it can. Installs missing programs, once.</summary>
    public static string? Missing => Found.Value;

    private static string? Find()
    {
        if (!OperatingSystem.IsLinux())
            return "The lab needs Linux network namespaces.";
        if (!Environment.IsPrivilegedProcess)
            return "The lab needs root.";
        if (!Directory.Exists("/proc/sys/net/ipv6"))
            return "The lab needs IPv6 in the kernel.";
        return Try("Missing programs cannot be installed", Install) ?? Try("The machine does not let the lab build its network", Rehearse);
    }

    private static void Install()
    {
        var path = Environment.GetEnvironmentVariable("PATH")?.Split(':') ?? [];
        var missing = Packages.Where(p => !path.Any(folder => File.Exists(Path.Combine(folder, p.Key)))).Select(p => p.Value).Distinct().ToList();
        if (missing.Count > 0)
        {
            Tool.Run("apt-get -qq update", seconds: 60);
            Tool.Run($"apt-get -qq -o DPkg::Lock::Timeout=30 install -y --no-install-recommends {string.Join(' ', missing)}", seconds: 120);
        }
    }

    // Every privilege that the lab uses, once: namespaces, interfaces, forwarding, translation, tracking.
    private static void Rehearse()
    {
        NetworkNamespace.RemoveLeftovers();
        using var one = new NetworkNamespace("rehearsal1");
        using var two = new NetworkNamespace("rehearsal2");
        one.Configure("link add lan type bridge");
        one.Attach("lan", "port", two, "eth0");
        one.Set("ipv4/ip_forward", "1");
        one.Run("nft -f -", "table ip nat { chain in { type nat hook prerouting priority dstnat; tcp dport 1 dnat to 10.0.0.1; }; }");
        one.Run("conntrack -L");
    }

    private static string? Try(string what, Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return $"{what}: {e.Message}";
        }
    }
}
