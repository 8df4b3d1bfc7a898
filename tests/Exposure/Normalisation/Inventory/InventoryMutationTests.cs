using System.Text;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Inventory;

/// <summary>What holds for every damaged snapshot.</summary>
public sealed class InventoryMutationTests
{
    private static readonly (string Format, string Body)[] Seeds =
    [
        ("ss", "tcp LISTEN 0 5 [fe80::1]%eth0:22 [::]:* users:((\"a \"b\",pid=17,fd=3),(\"systemd\",pid=1,fd=4))\nLISTEN 0 5 *:80 *:*\n"),
        ("netstat", "  TCP    [::%3]:135            0.0.0.0:0              LISTENING       888\r\n [svchost.exe]\r\ntcp 0 0 :::22 :::* LISTEN 812/sshd: x\n"),
        ("windows-tcp-connections", """[{"LocalAddress":"0.0.0.0","LocalPort":445,"State":{"value":2},"OwningProcess":4,"ProcessName":"a\ud800"}]"""),
        ("iptables-save", "*filter\n:INPUT DROP [0:0]\n:a - [0:0]\n-A INPUT ! -s 10.0.0.0/8 -p tcp -m multiport --dports 1:2,80 -m comment --comment \"a \\\" b\" -j a\n-A a -j ACCEPT\nCOMMIT\n"),
        ("iptables-save", "*nat\n:PREROUTING ACCEPT [0:0]\n-A PREROUTING -d 45.9.9.1/32 -p tcp --dport 1:9 -j DNAT --to-destination [fd00::5]:9-12/3\nCOMMIT\n"),
        ("nftables", """{"nftables":[{"chain":{"family":"ip","table":"t","name":"i","type":"filter","hook":"input","prio":0}},{"rule":{"family":"ip","table":"t","chain":"i","expr":[{"match":{"op":"!=","left":{"payload":{"protocol":"tcp","field":"dport"}},"right":{"set":[1,{"range":[2,3]}]}}},{"vmap":{"key":{"ct":{"key":"state"}},"data":{"set":[["new",{"jump":{"target":"i"}}]]}}}]}}]}"""),
        ("windows-firewall-rules", """[{"DisplayName":"a\ud800","Enabled":1,"Direction":1,"Action":2,"Protocol":"TCP","LocalPort":["80","1-2"],"RemoteAddress":"1.2.3.4-5.6.7.8","Profile":"Domain, 4"}]"""),
    ];

    [Fact]
    public void no_damaged_snapshot_throws_and_the_books_balance() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1500),
        Prop.ForAll(Damaged.ToArbitrary(), damaged => Normaliser.Normalise([Normalising.Event(damaged.Body, damaged.Format)], ExposurePolicy.Default, Normalising.Now).Tally.Balances()));

    private static Gen<(string Format, byte[] Body)> Damaged { get; } =
        from seed in Gen.Elements(Seeds)
        let body = Encoding.UTF8.GetBytes(seed.Body)
        from at in Gen.Choose(0, body.Length - 1)
        from cut in Gen.Choose(0, Math.Min(12, body.Length - at))
        from insert in Gen.Elements("", "[", "]", "\"", "-", "/", ":", "%", "!", " ", "\n", "-1", "99999", "null", "{}", "\\u", "é", "\0")
        from keepsTail in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        select (seed.Format, (byte[])[.. body[..at], .. Encoding.UTF8.GetBytes(insert), .. keepsTail ? body[(at + cut)..] : []]);
}
