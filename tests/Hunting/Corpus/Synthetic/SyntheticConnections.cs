namespace ExposurePipeline.Tests.Hunting.Corpus.Synthetic;

/// <summary>Made-up rows of <c>DeviceNetworkEvents</c>: every action, addresses of all kinds, processes people hunt for.</summary>
internal static class SyntheticConnections
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(30);

    public static IReadOnlyList<Dictionary<string, object?>> Rows(Draw draw, DateTime now, IReadOnlyList<(string Id, string Name)> devices, int count)
        => [.. Enumerable.Range(0, count).Select(_ => Row(draw, now - draw.Within(draw.Chance(50) ? TimeSpan.FromHours(20) : Period), draw.Of(devices)))];

    private static Dictionary<string, object?> Row(Draw draw, DateTime at, (string Id, string Name) device)
    {
        var (action, process, parent, port) = (draw.Of(Vocabulary.Actions), draw.Of(Vocabulary.Processes), draw.Of(Vocabulary.Processes), draw.Of(Vocabulary.Ports));
        var (remote, remoteType) = Peer(draw);
        var (host, account) = (draw.Of(Vocabulary.Hosts), draw.Of(Vocabulary.Accounts));
        return new()
        {
            ["Timestamp"] = at, ["TimeGenerated"] = at, ["DeviceId"] = device.Id, ["DeviceName"] = device.Name, ["ActionType"] = action,
            ["RemoteIP"] = remote, ["RemoteIPType"] = remoteType, ["RemotePort"] = port, ["RemoteUrl"] = draw.Chance(60) ? draw.Of(["", "https://", "http://"]) + host + draw.Of(["", "/a.ps1", ":443"]) : "",
            ["LocalIP"] = draw.Chance(10) ? draw.PublicAddress() : draw.PrivateAddress(), ["LocalIPType"] = draw.Of(["Private", "Private", "Public", "FourToSixMapping"]), ["LocalPort"] = draw.Chance(50) ? draw.Of(Vocabulary.Ports) : 50000 + draw.Below(9000),
            ["Protocol"] = draw.Of(["Tcp", "Tcp", "Udp", "TcpV6", "Icmp"]), ["MachineGroup"] = draw.Of(["UnassignedGroup", "Servers"]), ["ReportId"] = (long)draw.Below(1_000_000),
            ["InitiatingProcessSHA1"] = draw.Hex(40), ["InitiatingProcessSHA256"] = draw.Hex(64), ["InitiatingProcessMD5"] = draw.Hex(32), ["InitiatingProcessFileSize"] = (long)draw.Below(5_000_000),
            ["InitiatingProcessFileName"] = process, ["InitiatingProcessFolderPath"] = draw.Of([@"c:\windows\system32\", @"c:\users\alice\appdata\local\temp\", @"c:\programdata\", "/usr/bin/"]) + process,
            ["InitiatingProcessCommandLine"] = $"{process} {draw.Of(["-enc SQBFAFgA", $"-c iwr https://{host}/a.ps1", "/c whoami", "--headless", "-k netsvcs", @"javascript:""\..\mshtml""", "\tlist"])}",
            ["InitiatingProcessParentFileName"] = parent, ["InitiatingProcessId"] = (long)draw.Below(30000), ["InitiatingProcessParentId"] = (long)draw.Below(30000),
            ["InitiatingProcessCreationTime"] = at.AddMinutes(-draw.Below(300)), ["InitiatingProcessParentCreationTime"] = at.AddMinutes(-300 - draw.Below(300)),
            ["InitiatingProcessVersionInfoCompanyName"] = draw.Of(["Microsoft Corporation", "Google LLC", "TeamViewer", ""]), ["InitiatingProcessVersionInfoOriginalFileName"] = process,
            ["InitiatingProcessVersionInfoProductName"] = draw.Of(["Windows", "AnyDesk", "TeamViewer", ""]), ["InitiatingProcessVersionInfoInternalFileName"] = process, ["InitiatingProcessVersionInfoFileDescription"] = process,
            ["InitiatingProcessAccountDomain"] = "contoso", ["InitiatingProcessAccountName"] = account, ["InitiatingProcessAccountUpn"] = $"{account}@contoso.com", ["InitiatingProcessAccountSid"] = draw.Of(["S-1-5-18", "S-1-5-21-1-500"]),
            ["InitiatingProcessAccountObjectId"] = draw.Hex(32), ["InitiatingProcessIntegrityLevel"] = draw.Of(["High", "Medium", "System", "Low"]), ["InitiatingProcessTokenElevation"] = "TokenElevationTypeDefault",
            ["IsInitiatingProcessRemoteSession"] = draw.Chance(10), ["InitiatingProcessUniqueId"] = draw.Hex(16), ["InitiatingProcessSessionId"] = 1L, ["AdditionalFields"] = ConnectionFields.Of(action, host, remote, port, draw),
        };
    }

    private static (string Address, string Type) Peer(Draw draw) => draw.Below(10) switch
    {
        < 5 => (draw.PublicAddress(), "Public"),
        < 7 => (draw.PrivateAddress(), "Private"),
        7 => ("::ffff:" + draw.PublicAddress(), "FourToSixMapping"),
        8 => (draw.Ipv6Address(), "Public"),
        _ => ("127.0.0.1", "Loopback"),
    };
}
