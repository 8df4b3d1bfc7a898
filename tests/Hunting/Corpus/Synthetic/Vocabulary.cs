namespace ExposurePipeline.Tests.Hunting.Corpus.Synthetic;

/// <summary>Words as Defender's tables hold them.</summary>
internal static class Vocabulary
{
    public static readonly string[] Platforms = ["Windows10", "Windows11", "WindowsServer2012R2", "WindowsServer2016", "WindowsServer2022", "Linux", "macOS"];

    public static readonly string[] Processes =
    [
        "svchost.exe", "powershell.exe", "pwsh.exe", "cmd.exe", "rundll32.exe", "regsvr32.exe", "mshta.exe", "msbuild.exe", "certutil.exe", "bitsadmin.exe", "wscript.exe", "cscript.exe",
        "chrome.exe", "msedge.exe", "firefox.exe", "excel.exe", "winword.exe", "outlook.exe", "AcroRd32.exe", "teamviewer.exe", "AnyDesk.exe", "ssh.exe", "mstsc.exe", "lsass.exe", "python.exe",
        "java.exe", "node.exe", "curl.exe", "msdt.exe", "sdiagnhost.exe", "installutil.exe", "dllhost.exe", "System", "ntoskrnl.exe", "explorer.exe", "sshd", "nginx", "wmiprvse.exe", "msiexec.exe",
        "nslookup.exe", "ping.exe", "conhost.exe", "notepad.exe", "quickassist.exe", "MsSense.exe", "rclone.exe", "ngrok.exe", "onenote.exe", "regasm.exe", "hh.exe", "code-tunnel.exe",
    ];

    public static readonly string[] Hosts =
    [
        "api.telegram.org", "raw.githubusercontent.com", "github.com", "pastebin.com", "discord.com", "cdn.discordapp.com", "login.microsoftonline.com", "graph.microsoft.com", "dropbox.com",
        "winatp-gw-weu.microsoft.com", "settings-win.data.microsoft.com", "ctldl.windowsupdate.com", "remoteassistance.support.services.microsoft.com", "relay.teamviewer.com", "net.anydesk.com",
        "tunnel.us.ngrok.com", "example.onion", "xj3kq9zpl2.top", "update.evil-domain.xyz", "mega.nz", "transfer.sh", "ipinfo.io", "api.ipify.org", "www.bing.com", "chatgpt.com", "api.openai.com",
        "kqlquery.com", "download.example.com", "global.rel.tunnels.api.visualstudio.com", "trycloudflare.com", "t.me", "bigdealcenter.world", "azurewebsites.net", "storage.googleapis.com",
    ];

    public static readonly int[] Ports = [21, 22, 23, 25, 53, 80, 88, 110, 123, 135, 137, 139, 389, 443, 445, 587, 593, 636, 993, 1080, 1433, 3306, 3389, 4444, 5432, 5985, 5986, 6379, 8080, 8443, 9389, 18789, 27017, 49664];

    public static readonly string[] Accounts = ["svc-backup", "alice", "bob", "administrator", "system", "network service", "carol-adm"];

    public static readonly string[] Actions =
    [
        "ConnectionSuccess", "ConnectionSuccess", "ConnectionSuccess", "ConnectionFailed", "ConnectionAttempt", "ConnectionRequest", "ConnectionFound", "ConnectionAcknowledged",
        "InboundConnectionAccepted", "InboundConnectionAccepted", "InboundConnectionAttempt", "InboundConnectionBlocked", "InboundInternetScanInspected", "ListeningConnectionCreated",
        "ConnectionSuccessAggregatedReport", "ConnectionFailedAggregatedReport", "HttpConnectionInspected", "DnsConnectionInspected", "SslConnectionInspected", "SshConnectionInspected",
        "IcmpConnectionInspected", "SmtpConnectionInspected", "NetworkSignatureInspected", "NtlmAuthenticationInspected", "KerberosConnectionInspected", "FtpConnectionInspected",
    ];

    public static readonly string[] NodeLabels =
    [
        "device", "user", "group", "serviceprincipal", "managedidentity", "entra-userCookie", "Cve", "mdcSecurityRecommendation", "IP address", "microsoft.compute/virtualmachines",
        "microsoft.keyvault/vaults", "microsoft.storage/storageaccounts", "aws.ec2.instance", "gcp.compute.instance",
    ];

    public static readonly string[] EdgeLabels =
        ["has permissions to", "affecting", "Can Authenticate As", "can authenticate to", "routes traffic to", "CanRemoteInteractiveLogonTo", "frequently logged in by", "member of", "contains", "has role on"];
}
